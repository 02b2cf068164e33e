"""What Latchkey costs, from published prices and what the template says. Prints Markdown.

    python3 benchmarks/costs.py            prints the tables
    python3 benchmarks/costs.py --write    puts them into docs/operating.md
    python3 benchmarks/costs.py --check    fails if docs/operating.md says anything else
"""

import pathlib
import re
import sys

ROOT = pathlib.Path(__file__).resolve().parent.parent
PAGE = ROOT / "docs" / "operating.md"
BEGIN, END = "<!-- costs: begin -->", "<!-- costs: end -->"

# US East (N. Virginia), US dollars, on demand, without free tiers. From AWS's pricing pages, as they stood in 2025.
PRICE = {
    "REST API, per million requests": 3.50,
    "HTTP API, per million requests": 1.00,
    "Lambda, per million requests": 0.20,
    "Lambda on arm64, per GB-second": 0.0000133334,
    "DynamoDB read unit, per million": 0.125,
    "DynamoDB write unit, per million": 0.625,
    "DynamoDB storage, per GB-month": 0.25,
    "Point-in-time recovery, per GB-month": 0.20,
    "Logs taken in, per GB": 0.50,
    "Metric, per month": 0.30,
    "Alarm on one metric, per month": 0.10,
    "Dashboard, per month": 3.00,
    "KMS key, per month": 1.00,
    "KMS, per 10,000 requests": 0.03,
    "WAF web ACL, per month": 5.00,
    "Cognito program client, per month": 6.00,
    "Cognito token for a program": 0.00225,
}

# What one warm call of the authorizer is billed, in milliseconds: its own work and one read of DynamoDB. Yours is in the
# dashboard.
AUTHORIZER_MILLISECONDS = 8
# What one call writes to the log, in bytes: our line with its metrics, and Lambda's START, END and REPORT.
AUTHORIZER_LOG_BYTES = 850 + 330
# What one denied request writes, in bytes: our line with its metrics and the line that Lambda's runtime writes for each
# exception (EventsTest measures both), and Lambda's START, END and REPORT.
DENIED_LOG_BYTES = 770 + 330
# Authorizer metrics that have one dimension: authorized, denied, refused, store_errors, milliseconds.
METRICS = 5
# Reasons that keys are refused for, and that the table fails for: one more metric each, in months that they occur.
REASONS = 9 + 3
# Metrics of each function of the management API: requests, answered, refused, milliseconds.
MANAGEMENT_METRICS = 4
KEYS_KEPT = 100_000
# API Gateway's default for an account and Region.
REQUESTS_PER_SECOND = 10_000
ID = "4Zq8Rw1TnB7xKd2M"

# A key as it is stored, with a name and a description of usual length, and an event of it. Numbers take about a byte for two
# digits; a number here stands for that many bytes.
ENGINEER = {"subject": "f3b1c2d4-5e6f-4a7b-8c9d-0e1f2a3b4c5d", "name": "Kim Engineer"}
KEY = {
    "pk": f"KEY#{ID}", "sk": "KEY", "kind": "key", "data_api_id": "orders-data-api", "sort_key": f"1763700000000#{ID}",
    "domain": "sales", "domain_kind": "sales#key", "live": "key", "expires_at": 6, "ttl": 6, "revision": 2,
    "about": {
        "name": "warehouse dashboard", "description": "Nightly export for the warehouse team", "prefix": "lk",
        "registration": 16, "created_at": 6, "created_by": ENGINEER,
    },
    "state": {}, "secret_hash": 32, "creation_request": 16,
    "changed_at": 6, "changed_by": ENGINEER, "change": "created",
    "change_id": 16, "change_id_1": 16, "change_id_2": 16, "change_id_3": 16,
}
EVENT = {
    "pk": f"EVENT#KEY#{ID}", "sk": "EVENT#" + "0" * 40, "kind": "event", "sort_key": "1763700000000#" + "0" * 40,
    "domain": "sales", "domain_kind": "sales#event", "changed_at": 6, "ttl": 6,
    "about": {"kind": "created", "by": ENGINEER, "changes": 250}, "state": {},
}
EVENTS_A_KEY = 3
INDEX_OVERHEAD = 100


def size(value):
    """The bytes of a value as DynamoDB counts them: a map has 3, and 1 for each member besides its name and value."""
    if isinstance(value, dict):
        return 3 + sum(1 + len(name) + size(member) for name, member in value.items())
    return value if isinstance(value, int) else len(value)


def item_size(item):
    return sum(len(name) + size(value) for name, value in item.items())


def template():
    return (ROOT / "template.yaml").read_text(encoding="utf-8")


def memory():
    return int(re.search(r"MemorySize: (\d+)", template()).group(1))


def alarms():
    return len(re.findall(r"Type: AWS::CloudWatch::Alarm", template()))


def alarm_metrics():
    """An alarm is billed by the metrics that it watches: one, or those of its expression."""
    expressions = len(re.findall(r"Expression: SUM", template()))
    return alarms() - expressions + len(re.findall(r"MetricStat:", template()))


def section(text):
    """What stands before the table's next property."""
    return re.split(r"^ {6}\w", text, flags=re.MULTILINE)[0]


def indexes():
    """The attributes that each index holds beside the table's key: its own key first."""
    parts = template().split("- IndexName: ")[1:]
    return [re.findall(r"^ +- (?:AttributeName: )?(\w+)$", section(part), re.MULTILINE) for part in parts]


def indexed(item):
    """The sizes of an item in the indexes that hold it."""
    return [
        item_size({name: item[name] for name in {"pk", "sk", *shown} if name in item})
        for shown in indexes()
        if set(shown[:2]) <= item.keys()
    ]


def management_functions():
    return len(re.findall(r"Path: /v1/", template()))


def dollars(amount):
    if amount == 0:
        return "$0"
    return "under $0.001" if amount < 0.001 else f"${amount:,.2f}" if amount >= 1 else f"${amount:,.3f}"


def table(head, rows):
    lines = [f"| {' | '.join(head)} |", f"|{'---|' * len(head)}"]
    return "\n".join(lines + [f"| {' | '.join(row)} |" for row in rows])


def authorizer_parts():
    gigabyte_seconds = 1e6 * AUTHORIZER_MILLISECONDS / 1000 * memory() / 1024
    return [
        ("Lambda, calls", "1,000,000", PRICE["Lambda, per million requests"]),
        ("Lambda, time", f"1,000,000 × {AUTHORIZER_MILLISECONDS} ms × {memory()} MB = {gigabyte_seconds:,.0f} GB-s",
         gigabyte_seconds * PRICE["Lambda on arm64, per GB-second"]),
        ("DynamoDB, one strongly consistent read of at most 4 KB", "1,000,000", PRICE["DynamoDB read unit, per million"]),
        ("Logs", f"1,000,000 × {AUTHORIZER_LOG_BYTES:,} bytes", AUTHORIZER_LOG_BYTES * 1e6 / 1e9 * PRICE["Logs taken in, per GB"]),
    ]


def per_million():
    return sum(amount for _, _, amount in authorizer_parts())


def without_reuse():
    rows = [(what, how, dollars(amount)) for what, how, amount in authorizer_parts()]
    rows.append(("**Latchkey, per million authorized requests**", "", f"**{dollars(per_million())}**"))
    rows.append(("For comparison: the REST API that is protected", "", dollars(PRICE["REST API, per million requests"])))
    rows.append(("For comparison: an HTTP API", "", dollars(PRICE["HTTP API, per million requests"])))
    return table(("what", "how much", "cost"), rows)


def denied_parts():
    return [(what, how.replace(f"{AUTHORIZER_LOG_BYTES:,}", f"{DENIED_LOG_BYTES:,}"),
             DENIED_LOG_BYTES * 1e6 / 1e9 * PRICE["Logs taken in, per GB"] if what == "Logs" else amount)
            for what, how, amount in authorizer_parts()]


def denied():
    parts = denied_parts()
    total = sum(amount for _, _, amount in parts)
    read = PRICE["DynamoDB read unit, per million"]
    rows = [(what, how, dollars(amount)) for what, how, amount in parts]
    rows.append(("**A million denied requests with a key that is well formed**", "", f"**{dollars(total)}**"))
    rows.append(("**Without a key, or with a malformed one**", "no read", f"**{dollars(total - read)}**"))
    per_day = total / 1e6 * REQUESTS_PER_SECOND * 86_400
    rows.append((f"A day of {REQUESTS_PER_SECOND:,} a second, an account's limit", "", dollars(per_day)))
    return table(("what", "how much", "cost"), rows)


def with_reuse():
    """One call opens a window of s seconds, in which a key that calls at rate r is answered r × s times more."""
    rows = []
    for words, rate in (("once a minute", 1 / 60), ("once a second", 1), ("10 times a second", 10), ("100 times a second", 100)):
        cells = [dollars(per_million() / (1 + rate * seconds)) for seconds in (0, 60, 300)]
        rows.append((words, *cells))
    return table(("each key calls", "0 s", "60 s", "300 s"), rows)


def kept():
    in_table = KEYS_KEPT * (item_size(KEY) + EVENTS_A_KEY * item_size(EVENT)) / 1e9
    of_key, of_event = indexed(KEY), indexed(EVENT)
    entries = sum(bytes_ + INDEX_OVERHEAD for bytes_ in of_key) + EVENTS_A_KEY * sum(bytes_ + INDEX_OVERHEAD for bytes_ in of_event)
    in_indexes = KEYS_KEPT * entries / 1e9
    writes = 1 + len(of_key) + 1 + len(of_event)
    rows = [
        (f"Keys, {item_size(KEY):,} bytes each, with {EVENTS_A_KEY} events of {item_size(EVENT):,} bytes", f"{in_table:.3f} GB",
         dollars(in_table * PRICE["DynamoDB storage, per GB-month"]) + " a month"),
        (f"{len(indexes())} indexes: {len(of_key)} of keys, {len(of_event)} of events", f"{in_indexes:.3f} GB",
         dollars(in_indexes * PRICE["DynamoDB storage, per GB-month"]) + " a month"),
        ("Point-in-time recovery", f"{in_table:.3f} GB", dollars(in_table * PRICE["Point-in-time recovery, per GB-month"]) + " a month"),
        ("Making them, once", f"{KEYS_KEPT:,} × {writes} write units: the key, its event, the indexes of both",
         dollars(KEYS_KEPT * writes / 1e6 * PRICE["DynamoDB write unit, per million"])),
    ]
    return table(("what", "how much", "cost"), rows)


def idle():
    rows = [
        ("Functions, APIs, table, stream, snapshot", "nothing while nobody calls", dollars(0)),
        (f"{alarms()} alarms on {alarm_metrics()} metrics", "", dollars(alarm_metrics() * PRICE["Alarm on one metric, per month"])),
        ("Dashboard", "`Dashboard=false` leaves it out; an account's first three are free", dollars(PRICE["Dashboard, per month"])),
        ("Program client in Cognito", "`MakesProgramClient=false` leaves it out; none with an issuer of your own",
         dollars(PRICE["Cognito program client, per month"])),
        ("KMS key of your own", "only with `KmsKeyArn`; besides, $0.03 for 10,000 requests that DynamoDB makes of it",
         dollars(PRICE["KMS key, per month"])),
        ("WAF web ACL", "only with `WebAclArn`; its rules come on top", dollars(PRICE["WAF web ACL, per month"])),
    ]
    return table(("what", "when", "a month"), rows)


def metrics():
    counts = [(apis, METRICS + REASONS + 2 * apis) for apis in (1, 10, 100)]
    rows = [(str(apis), f"{METRICS} + {REASONS} + 2 × {apis} = {count}", dollars(count * PRICE["Metric, per month"]))
            for apis, count in counts]
    functions = management_functions()
    rows.append((f"the management API, if each of its {functions} functions is called in each hour",
                 f"{functions} × {MANAGEMENT_METRICS} = {functions * MANAGEMENT_METRICS}",
                 dollars(functions * MANAGEMENT_METRICS * PRICE["Metric, per month"])))
    return table(("data APIs called in a month", "metrics", "a month, at most"), rows)


def tables():
    return f"""Prices: US East (N. Virginia), US dollars, without free tiers. `benchmarks/costs.py` holds them and does the sums.

**A million authorized requests, no answer reused** (`AuthorizerCacheSeconds` 0)

{without_reuse()}

**A million denied requests.** API Gateway does not bill requests that fail authorization; Latchkey's part is billed. Limit it
with the throttles of the data API, and with WAF.

{denied()}

**A million authorized requests, answers reused.** In a window of *s* seconds the authorizer is called once and the
key's other calls are free, so a million requests cost {dollars(per_million())} ÷ (1 + *r* × *s*) for keys that call *r* times a second.
A revoked key works on for up to *s* seconds.

{with_reuse()}

**{KEYS_KEPT:,} keys kept**

{kept()}

**Idle**

{idle()}

**Metrics**, billed by the hour in which they have values

{metrics()}
"""


def main(arguments):
    if not arguments:
        print(tables())
        return 0
    page = PAGE.read_text(encoding="utf-8")
    before, rest = page.split(BEGIN)
    wanted = f"{before}{BEGIN}\n{tables()}{END}{rest.split(END)[1]}"
    if arguments == ["--write"]:
        PAGE.write_text(wanted, encoding="utf-8")
    elif page != wanted:
        print("docs/operating.md has other costs: python3 benchmarks/costs.py --write", file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
