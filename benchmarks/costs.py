"""Computes what Latchkey costs from published prices and the template. Prints Markdown.

    python3 benchmarks/costs.py            prints the tables
    python3 benchmarks/costs.py --write    writes them into docs/operating.md
    python3 benchmarks/costs.py --check    fails if docs/operating.md differs
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

# Billed duration of one warm invocation of the authorizer, in milliseconds: its own work and one read from DynamoDB. The
# dashboard shows the duration in your account.
AUTHORIZER_MILLISECONDS = 8
# Bytes that one authorized request writes to the log: our line with its metrics, and Lambda's START, END and REPORT.
AUTHORIZER_LOG_BYTES = 850 + 330
# Bytes that one denied request writes to the log: our line with its metrics, the line that Lambda's runtime writes for each
# exception (EventsTest measures both), and Lambda's START, END and REPORT.
DENIED_LOG_BYTES = 770 + 330
# Authorizer metrics that have one dimension: authorized, denied, refused, store_errors, milliseconds.
METRICS = 5
# Reasons for refused keys and for table errors. Each adds a metric in the months in which it occurs.
REASONS = 9 + 3
# Metrics of each function of the management API: requests, answered, refused, milliseconds.
MANAGEMENT_METRICS = 4
KEYS_KEPT = 100_000
# API Gateway's default for an account and Region.
REQUESTS_PER_SECOND = 10_000
ID = "4Zq8Rw1TnB7xKd2M"

# A stored key with a name and a description of usual length, and one of its events. An integer stands for that many bytes. A
# DynamoDB number takes about one byte for two digits.
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
    """Returns the bytes of a value as DynamoDB counts them. A map adds 3, and 1 for each member."""
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
    """Returns how many metrics the alarms watch, which is what they are billed by: one each, or those of an expression."""
    expressions = len(re.findall(r"Expression: SUM", template()))
    return alarms() - expressions + len(re.findall(r"MetricStat:", template()))


def section(text):
    """Returns the part before the table's next property."""
    return re.split(r"^ {6}\w", text, flags=re.MULTILINE)[0]


def indexes():
    """Returns the attributes of each index apart from the table's key. The index's own key comes first."""
    parts = template().split("- IndexName: ")[1:]
    return [re.findall(r"^ +- (?:AttributeName: )?(\w+)$", section(part), re.MULTILINE) for part in parts]


def indexed(item):
    """Returns the sizes of an item in the indexes that contain it."""
    return [
        item_size({name: item[name] for name in {"pk", "sk", *shown} if name in item})
        for shown in indexes()
        if set(shown[:2]) <= item.keys()
    ]


def management_functions():
    """Returns how many functions have a path. A function that also has HEAD counts once."""
    return len(re.findall(r"Method: (?!head).*\n +Path: /v1/", template()))


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
        ("Lambda requests", "1,000,000", PRICE["Lambda, per million requests"]),
        ("Lambda duration", f"1,000,000 × {AUTHORIZER_MILLISECONDS} ms × {memory()} MB = {gigabyte_seconds:,.0f} GB-s",
         gigabyte_seconds * PRICE["Lambda on arm64, per GB-second"]),
        ("DynamoDB, one strongly consistent read of up to 4 KB", "1,000,000", PRICE["DynamoDB read unit, per million"]),
        ("Logs", f"1,000,000 × {AUTHORIZER_LOG_BYTES:,} bytes", AUTHORIZER_LOG_BYTES * 1e6 / 1e9 * PRICE["Logs taken in, per GB"]),
    ]


def per_million():
    return sum(amount for _, _, amount in authorizer_parts())


def without_reuse():
    rows = [(what, how, dollars(amount)) for what, how, amount in authorizer_parts()]
    rows.append(("**Latchkey, per million authorized requests**", "", f"**{dollars(per_million())}**"))
    rows.append(("For comparison: the protected REST API", "", dollars(PRICE["REST API, per million requests"])))
    rows.append(("For comparison: an HTTP API", "", dollars(PRICE["HTTP API, per million requests"])))
    return table(("item", "amount", "cost"), rows)


def denied_parts():
    return [(what, how.replace(f"{AUTHORIZER_LOG_BYTES:,}", f"{DENIED_LOG_BYTES:,}"),
             DENIED_LOG_BYTES * 1e6 / 1e9 * PRICE["Logs taken in, per GB"] if what == "Logs" else amount)
            for what, how, amount in authorizer_parts()]


def denied():
    parts = denied_parts()
    total = sum(amount for _, _, amount in parts)
    read = PRICE["DynamoDB read unit, per million"]
    rows = [(what, how, dollars(amount)) for what, how, amount in parts]
    rows.append(("**A million denied requests with a well-formed key**", "", f"**{dollars(total)}**"))
    rows.append(("**A million denied requests without a key, or with a malformed one**", "no read", f"**{dollars(total - read)}**"))
    per_day = total / 1e6 * REQUESTS_PER_SECOND * 86_400
    rows.append((f"A day of {REQUESTS_PER_SECOND:,} denied requests a second (an account's limit)", "", dollars(per_day)))
    return table(("item", "amount", "cost"), rows)


def with_reuse():
    """One invocation fills the cache for s seconds. A key with rate r then gets r × s more results from it."""
    rows = []
    for words, rate in (("once a minute", 1 / 60), ("once a second", 1), ("10 times a second", 10), ("100 times a second", 100)):
        cells = [dollars(per_million() / (1 + rate * seconds)) for seconds in (0, 60, 300)]
        rows.append((words, *cells))
    return table(("requests of each key", "cached 0 s", "60 s", "300 s"), rows)


def kept():
    in_table = KEYS_KEPT * (item_size(KEY) + EVENTS_A_KEY * item_size(EVENT)) / 1e9
    of_key, of_event = indexed(KEY), indexed(EVENT)
    entries = sum(bytes_ + INDEX_OVERHEAD for bytes_ in of_key) + EVENTS_A_KEY * sum(bytes_ + INDEX_OVERHEAD for bytes_ in of_event)
    in_indexes = KEYS_KEPT * entries / 1e9
    writes = 1 + len(of_key) + 1 + len(of_event)
    rows = [
        (f"Keys of {item_size(KEY):,} bytes, each with {EVENTS_A_KEY} events of {item_size(EVENT):,} bytes", f"{in_table:.3f} GB",
         dollars(in_table * PRICE["DynamoDB storage, per GB-month"]) + " per month"),
        (f"{len(indexes())} indexes: keys are in {len(of_key)}, events in {len(of_event)}", f"{in_indexes:.3f} GB",
         dollars(in_indexes * PRICE["DynamoDB storage, per GB-month"]) + " per month"),
        ("Point-in-time recovery", f"{in_table:.3f} GB", dollars(in_table * PRICE["Point-in-time recovery, per GB-month"]) + " per month"),
        ("Creating them, once", f"{KEYS_KEPT:,} × {writes} write units: the key, its event, the indexes of both",
         dollars(KEYS_KEPT * writes / 1e6 * PRICE["DynamoDB write unit, per million"])),
    ]
    return table(("item", "amount", "cost"), rows)


def idle():
    rows = [
        ("Functions, APIs, table, stream, snapshot", "without requests", dollars(0)),
        (f"{alarms()} alarms on {alarm_metrics()} metrics", "", dollars(alarm_metrics() * PRICE["Alarm on one metric, per month"])),
        ("Dashboard", "unless `Dashboard=false`. An account's first three are free", dollars(PRICE["Dashboard, per month"])),
        ("Program client in Cognito", "unless `MakesProgramClient=false`. Not needed with your own issuer",
         dollars(PRICE["Cognito program client, per month"])),
        ("Your own KMS key", "only with `KmsKeyArn`. DynamoDB's requests to KMS cost another $0.03 per 10,000",
         dollars(PRICE["KMS key, per month"])),
        ("WAF web ACL", "only with `WebAclArn`. Its rules cost extra", dollars(PRICE["WAF web ACL, per month"])),
    ]
    return table(("item", "when", "per month"), rows)


def metrics():
    counts = [(apis, METRICS + REASONS + 2 * apis) for apis in (1, 10, 100)]
    rows = [(str(apis), f"{METRICS} + {REASONS} + 2 × {apis} = {count}", dollars(count * PRICE["Metric, per month"]))
            for apis, count in counts]
    functions = management_functions()
    rows.append((f"the management API, if each of its {functions} functions is invoked every hour",
                 f"{functions} × {MANAGEMENT_METRICS} = {functions * MANAGEMENT_METRICS}",
                 dollars(functions * MANAGEMENT_METRICS * PRICE["Metric, per month"])))
    return table(("data APIs used in a month", "metrics", "per month, at most"), rows)


def tables():
    return f"""Prices are for US East (N. Virginia), in US dollars, without free tiers. They are in `benchmarks/costs.py`, which computes these tables.

**A million authorized requests without result caching** (`AuthorizerCacheSeconds` 0)

{without_reuse()}

**A million denied requests.** API Gateway does not bill requests that fail authorization, but you pay for Latchkey's part. Limit it
with the data API's throttles and with WAF.

{denied()}

**A million authorized requests with result caching.** For each key, API Gateway invokes the authorizer once in *s* seconds. The key's
other requests cost nothing. For keys that send *r* requests a second, a million requests cost {dollars(per_million())} ÷ (1 + *r* × *s*).
A revoked key keeps working for up to *s* seconds.

{with_reuse()}

**Storage of {KEYS_KEPT:,} keys**

{kept()}

**Fixed costs**

{idle()}

**Metrics** are billed by the hour in which they have values.

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
        print("The costs in docs/operating.md are outdated. Run: python3 benchmarks/costs.py --write", file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
