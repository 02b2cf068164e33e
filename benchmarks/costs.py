"""Computes what Latchkey costs from published prices and the template. Prints Markdown.

    python3 benchmarks/costs.py            prints the tables
    python3 benchmarks/costs.py --write    writes them into docs/operating.md
    python3 benchmarks/costs.py --check    fails if docs/operating.md differs
"""

import math
import pathlib
import re
import statistics
import sys

ROOT = pathlib.Path(__file__).resolve().parent.parent
PAGE = ROOT / "docs" / "operating.md"
README = ROOT / "README.md"
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
    "EventBridge events, per million": 1.00,
    "KMS key, per month": 1.00,
    "KMS, per 10,000 requests": 0.03,
    "WAF web ACL, per month": 5.00,
    "Cognito program client, per month": 6.00,
    "Cognito token for a program": 0.00225,
    "Data transfer to the internet, per GB": 0.09,
}

# Billed duration of one invocation of the authorizer, in milliseconds. Its own work at the processor share of its memory is measured
# ("Memory sizes" in docs/performance.md) and rounded up; --check compares. The duration of one read from DynamoDB is an assumption. The
# dashboard shows the duration in your account.
OWN_MILLISECONDS, TABLE_MILLISECONDS = 6, 5
AUTHORIZER_MILLISECONDS = OWN_MILLISECONDS + TABLE_MILLISECONDS
MEASURED = ('"latchkey, JDK 25"', "MEAN_512_MS")
# An allowed response of the front door: its status and headers, with those of Lambda and of TLS.
FRONT_DOOR_BYTES = 1_000
# Billed duration of one invocation of RecordUsage with one transaction.
RECORDER_MILLISECONDS = 20
# The lines of the authorizer's log. LogLinesTest compares the authorizer's own with what it writes, and EventsTest measures the line
# that Lambda's runtime writes for each exception, so for each 401 of a REST API. Lambda's events (platform …) are from its
# documentation: "start" and "report" of invocations that succeed are not written (SystemLogLevel: WARN), those of failed ones are.
LOG_LINES = dict(line.split("\t", 1) for line in (ROOT / "benchmarks" / "log-lines.txt").read_text(encoding="utf-8").splitlines())
# Requests per second with one key, in one execution environment.
RATES = (0.1, 1, 10, 100)
USUAL_RATE = 10
# AllowedCalls: lines of their own in a minute, and requests that have one line together. KeylessCalls: lines in a second.
EACH, TOGETHER, KEYLESS_LINES = 10, 100, 10
# Durations: values in a line of metrics.
DURATIONS = 100
# Authorizer metrics that have one dimension: authorized, denied, refused, store_errors, milliseconds.
METRICS = 5
# Reasons for refused keys and for table errors, and the metrics of lines that alarms count. Each adds a metric in the months in which
# it occurs.
REASONS = 9 + 3 + 3
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
    "pk": f"EVENT#KEY#{ID}", "sk": "EVENT#" + "0" * 40, "kind": "event", "sort_key": "1763700000000#" + "0" * 40 + f"#KEY#{ID}",
    "domain": "sales", "domain_kind": "sales#event", "changed_at": 6, "ttl": 6,
    "about": {
        "kind": "created", "by": ENGINEER, "changes": 250,
        "data_api_id": "orders-data-api", "name": "warehouse dashboard", "hint": "lk_4Zq8Rw",
    },
    "state": {},
}
EVENTS_A_KEY = 3
# Of a year's validity, the part in which a notice is due: 30 days each before and after the expiration, and with an old secret.
DUE = 90 / 365
# The same without old secrets, which is also the part of the index that is read then.
EXPIRING = 60 / 365
RUNS_A_MONTH = 730
# Notices of a key that expires: 30, 7 and 1 days before, and then.
NOTICES_A_KEY = 4
# What the tables of usage hold of a key: its last use, and each of 90 days. A lease is what an environment spent in a minute, at most 100.
USED = {"pk": f"USAGE#{ID}", "sk": "TOTAL", "first_used_at": 6, "last_used_at": 6, "ttl": 6}
USED_DAY = {"pk": f"USAGE#{ID}", "sk": "DAY#2026-11-21", "allowed": 3, "denied": 3, "ttl": 6}
USAGE_DAYS = 90
LEASE_SECONDS, LEASE_MAXIMUM = 60, 100
KEYS_IN_FEATURES = 1_000
DAYS_A_MONTH = 30
# Billed duration of a daily invocation, restore included. A generous assumption: the total is far below a cent.
RESTORED_SECONDS = 2
INDEX_OVERHEAD = 100


def line(name):
    """Returns the bytes of a line with its line break."""
    return len(LOG_LINES[name]) + 1


def metrics_bytes(requests):
    """Returns the bytes of the metrics of a minute, of which an environment writes one line for each data API and each reason."""
    few, many = line("metrics"), line("metrics of 100 or more")
    return min(requests, 1) * (few + (many - few) * (min(max(requests, 1), DURATIONS) - 1) / (DURATIONS - 1))


def allowed_lines(rate):
    """Returns the lines of a key's allowed requests in a minute."""
    alone = min(60 * rate, EACH)
    return alone + math.ceil((60 * rate - alone) / TOGETHER)


def allowed_bytes(rate, each=False):
    """Returns the bytes that one of a key's allowed requests writes."""
    requests = 60 * rate
    alone = requests if each else min(requests, EACH)
    together = math.ceil((requests - alone) / TOGETHER)
    return round((alone * line("allowed") + together * line("allowed together") + metrics_bytes(requests)) / requests)


def denied_bytes(rate, rest=True, keyless=False):
    """Returns the bytes that one denied request writes. On a REST API, a 401 is a failed invocation."""
    lines = min(1, KEYLESS_LINES / rate) if keyless else 1
    failed = thrown_bytes() if rest else 0
    return round(lines * line("refused") + failed + metrics_bytes(60 * rate) / (60 * rate))


def thrown_bytes():
    """Returns the bytes that Lambda itself writes for an exception."""
    return sum(line(name) for name in ("runtime exception", "platform failed runtimeDone", "platform failed report"))


def size(value):
    """Returns the bytes of a value as DynamoDB counts them. A map adds 3, and 1 for each member."""
    if isinstance(value, dict):
        return 3 + sum(1 + len(name) + size(member) for name, member in value.items())
    return value if isinstance(value, int) else len(value)


def item_size(item):
    return sum(len(name) + size(value) for name, value in item.items())


def template():
    return (ROOT / "template.yaml").read_text(encoding="utf-8")


def memory(function=None):
    """Returns the megabytes of a function: its own, or those of all functions."""
    text = template()
    own = re.search(rf"^  {function}:\n(?: {{4}}.*\n|\n)*? {{6}}MemorySize: (\d+)", text, re.MULTILINE)
    return int((own or re.search(r"MemorySize: (\d+)", text)).group(1))


def snapshots():
    """Returns how many functions have a snapshot, each of which is invoked daily."""
    return len(re.findall(r"^ {6}SnapStart:", template(), re.MULTILINE))


def alarms():
    return len(re.findall(r"Type: AWS::CloudWatch::Alarm\n(?! *Condition)", template()))


def alarms_with(condition):
    return len(re.findall(rf"Type: AWS::CloudWatch::Alarm\n *Condition: {condition}\n", template()))


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


def logs(bytes_):
    return bytes_ * 1e6 / 1e9 * PRICE["Logs taken in, per GB"]


def authorizer_parts(log_bytes):
    megabytes = memory("AuthorizeKeyFunction")
    gigabyte_seconds = 1e6 * AUTHORIZER_MILLISECONDS / 1000 * megabytes / 1024
    return [
        ("Lambda requests", "1,000,000", PRICE["Lambda, per million requests"]),
        ("Lambda duration", f"1,000,000 × {AUTHORIZER_MILLISECONDS} ms × {megabytes} MB = {gigabyte_seconds:,.0f} GB-s",
         gigabyte_seconds * PRICE["Lambda on arm64, per GB-second"]),
        ("DynamoDB, one strongly consistent read of up to 4 KB", "1,000,000", PRICE["DynamoDB read unit, per million"]),
        ("Logs", f"1,000,000 × {log_bytes:,} bytes", logs(log_bytes)),
    ]


def per_million(rate=USUAL_RATE):
    return cost(allowed_bytes(rate))


def cost(log_bytes, reads=True):
    """Returns what a million requests cost that write so many bytes each."""
    return sum(amount for what, _, amount in authorizer_parts(log_bytes) if reads or "read" not in what)


def without_reuse():
    rows = [(what, how, dollars(amount)) for what, how, amount in authorizer_parts(allowed_bytes(USUAL_RATE))]
    rows.append(("**Latchkey, per million authorized requests**", "", f"**{dollars(per_million())}**"))
    rows.append(("For comparison: the protected REST API", "", dollars(PRICE["REST API, per million requests"])))
    rows.append(("For comparison: an HTTP API", "", dollars(PRICE["HTTP API, per million requests"])))
    return table(("item", "amount", "cost"), rows)


def front_door():
    """A function URL itself is free. The authorizer's parts are the same."""
    transfer = 1e6 * FRONT_DOOR_BYTES / 1e9 * PRICE["Data transfer to the internet, per GB"]
    rows = [(what, how, dollars(amount)) for what, how, amount in authorizer_parts(allowed_bytes(USUAL_RATE))]
    rows.append(("Data transfer, unless the proxy is in the same Region", f"1,000,000 × {FRONT_DOOR_BYTES:,} bytes", dollars(transfer)))
    rows.append(("**A million verifications by the front door**", "", f"**{dollars(per_million() + transfer)}**"))
    return table(("item", "amount", "cost"), rows)


def denied():
    parts = authorizer_parts(denied_bytes(USUAL_RATE))
    total = sum(amount for _, _, amount in parts)
    read = PRICE["DynamoDB read unit, per million"]
    rows = [(what, how, dollars(amount)) for what, how, amount in parts]
    rows.append(("**A million denied requests with a well-formed key**", "", f"**{dollars(total)}**"))
    rows.append(("**A million denied requests without a key, or with a malformed one**", "no read", f"**{dollars(total - read)}**"))
    per_day = total / 1e6 * REQUESTS_PER_SECOND * 86_400
    rows.append((f"A day of {REQUESTS_PER_SECOND:,} denied requests a second (an account's limit)", "", dollars(per_day)))
    return table(("item", "amount", "cost"), rows)


def log_bytes():
    invoked = line("platform start") + line("platform report")
    kinds = (
        ("allowed", allowed_bytes),
        ("allowed, with `AllowedCallsLog=each`", lambda rate: allowed_bytes(rate, each=True)),
        ("denied, on a REST API", denied_bytes),
        ("denied, on an HTTP API", lambda rate: denied_bytes(rate, rest=False)),
        ("without a well-formed key, on a REST API", lambda rate: denied_bytes(rate, keyless=True)),
        ("without a well-formed key, on an HTTP API", lambda rate: denied_bytes(rate, rest=False, keyless=True)),
        ("allowed, if Lambda logged each invocation (`SystemLogLevel: INFO`)", lambda rate: allowed_bytes(rate) + invoked),
    )
    rows = [(words, *(f"{of(rate):,} bytes" for rate in RATES)) for words, of in kinds]
    return table(("request", *(f"{rate} a second" for rate in RATES)), rows)


def by_rate():
    kinds = (
        ("allowed", allowed_bytes, True),
        ("allowed, with `AllowedCallsLog=each`", lambda rate: allowed_bytes(rate, each=True), True),
        ("denied, on a REST API", denied_bytes, True),
        ("denied, on an HTTP API", lambda rate: denied_bytes(rate, rest=False), True),
        ("without a well-formed key, on a REST API", lambda rate: denied_bytes(rate, keyless=True), False),
        ("without a well-formed key, on an HTTP API", lambda rate: denied_bytes(rate, rest=False, keyless=True), False),
    )
    rows = [(words, *(dollars(cost(of(rate), reads)) for rate in RATES)) for words, of, reads in kinds]
    rows.insert(3, ("for comparison: a function that reads as much, throws, and logs nothing", *(dollars(cost(thrown_bytes())) for _ in RATES)))
    return table(("a million requests", *(f"{rate} a second" for rate in RATES)), rows)


def invocations():
    """Returns what a million invocations cost that write once."""
    seconds = 1e6 * RECORDER_MILLISECONDS / 1000
    return PRICE["Lambda, per million requests"] + seconds * memory() / 1024 * PRICE["Lambda on arm64, per GB-second"]


def usage():
    """A write in a transaction costs two units. A batch has a marker, and each key in it its last use and its day."""
    write = 2 * PRICE["DynamoDB write unit, per million"]
    rows = [
        ("A million batches: an invocation and a marker", f"{RECORDER_MILLISECONDS} ms, 2 write units", dollars(invocations() + write)),
        ("A million keys in them: the last use and the day", "4 write units", dollars(2 * write)),
    ]
    return table(("item", "each", "cost"), rows)


def usage_of(rate):
    """Returns what recording the use of a million requests costs if each line is delivered in a batch of its own."""
    lines = 1e6 * allowed_lines(rate) / (60 * rate)
    return lines / 1e6 * (invocations() + 3 * 2 * PRICE["DynamoDB write unit, per million"])


def usage_kept():
    bytes_ = KEYS_IN_FEATURES * (item_size(USED) + USAGE_DAYS * item_size(USED_DAY))
    return bytes_ / 1e9 * (PRICE["DynamoDB storage, per GB-month"] + PRICE["Point-in-time recovery, per GB-month"])


def leases(rate):
    """Returns what the leases of a million requests cost. Each is one write."""
    size_ = max(1, min(LEASE_MAXIMUM, LEASE_SECONDS * rate))
    return PRICE["DynamoDB write unit, per million"] / size_


def published(count):
    """Returns what writing and publishing events costs: the item, the indexes that hold it, and two functions."""
    writes = (1 + len(indexed(EVENT))) * PRICE["DynamoDB write unit, per million"]
    return count / 1e6 * (writes + 2 * invocations() + PRICE["EventBridge events, per million"])


def notices():
    """Returns what notices about keys of a year cost in a month: looking for them, and putting and publishing them."""
    reads = RUNS_A_MONTH * notice_reads(KEYS_IN_FEATURES) / 1e6 * PRICE["DynamoDB read unit, per million"]
    put = PRICE["DynamoDB write unit, per million"] + 2 * PRICE["DynamoDB read unit, per million"]
    each = put + invocations() + PRICE["EventBridge events, per million"]
    return reads + KEYS_IN_FEATURES * NOTICES_A_KEY / 12 / 1e6 * each


def features():
    rows = [
        ("log lines of allowed requests", *(dollars(logs(allowed_bytes(rate))) for rate in RATES), "–"),
        ("log lines of denied requests, on a REST API", *(dollars(logs(denied_bytes(rate))) for rate in RATES), "–"),
        ("usage, at most", *(dollars(usage_of(rate)) for rate in RATES), dollars(usage_kept())),
        ("leases, of keys with a quota", *(dollars(leases(rate)) for rate in RATES), "–"),
        ("events, with one change of each key", *("–" for _ in RATES), dollars(published(KEYS_IN_FEATURES))),
        ("notices", *("–" for _ in RATES), dollars(notices())),
    ]
    return table(("feature", *(f"{rate} a second" for rate in RATES), f"{KEYS_IN_FEATURES:,} keys, per month"), rows)


def with_reuse():
    """One invocation fills the cache for s seconds. A key with rate r then gets r × s more results from it."""
    rows = []
    for words, rate in (("once a minute", 1 / 60), ("once a second", 1), ("10 times a second", 10), ("100 times a second", 100)):
        cells = [dollars(per_million(rate / (1 + rate * seconds)) / (1 + rate * seconds)) for seconds in (0, 60, 300)]
        rows.append((words, *cells))
    return table(("requests of each key", "cached 0 s", "60 s", "300 s"), rows)


def notice_reads(keys):
    """Returns the read units of one run of NotifyFunction: half of one for 4 KB of the index, and for each notice that is due."""
    in_index = keys * indexed(KEY)[-1] / 4096
    return 0.5 * (in_index + keys * DUE)


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
        ("Looking for notices that are due, once an hour", f"{RUNS_A_MONTH} × {notice_reads(KEYS_KEPT):,.0f} read units",
         dollars(RUNS_A_MONTH * notice_reads(KEYS_KEPT) / 1e6 * PRICE["DynamoDB read unit, per million"]) + " per month"),
        ("Publishing their events", f"{KEYS_KEPT * EVENTS_A_KEY:,} events",
         dollars(KEYS_KEPT * EVENTS_A_KEY / 1e6 * PRICE["EventBridge events, per million"])),
        ("Creating them, once", f"{KEYS_KEPT:,} × {writes} write units: the key, its event, the indexes of both",
         dollars(KEYS_KEPT * writes / 1e6 * PRICE["DynamoDB write unit, per million"])),
    ]
    return table(("item", "amount", "cost"), rows)


def growth():
    """By the number of keys: what they occupy, and a run of NotifyFunction. A page of the index has 1 MB, and a batch has 100 notices."""
    rows = []
    for keys in (100_000, 1_000_000, 10_000_000):
        in_table = keys * (item_size(KEY) + EVENTS_A_KEY * item_size(EVENT))
        entries = [*indexed(KEY), *(EVENTS_A_KEY * bytes_ for bytes_ in indexed(EVENT))]
        in_indexes = keys * (sum(entries) + INDEX_OVERHEAD * (len(indexed(KEY)) + EVENTS_A_KEY * len(indexed(EVENT))))
        stored = (in_table + in_indexes) / 1e9 * PRICE["DynamoDB storage, per GB-month"] + in_table / 1e9 * PRICE["Point-in-time recovery, per GB-month"]
        runs = [(keys * indexed(KEY)[-1] * part, keys * due) for part, due in ((1, DUE), (EXPIRING, EXPIRING))]
        cells = [f"{(in_table + in_indexes) / 1e9:,.1f} GB, {dollars(stored)}"]
        for read, due in runs:
            units = 0.5 * (read / 4096 + due)
            requests = math.ceil(read / 1e6) + math.ceil(due / 100)
            cells.append(f"{requests:,} requests, {dollars(RUNS_A_MONTH * units / 1e6 * PRICE['DynamoDB read unit, per million'])}")
        rows.append((f"{keys:,}", *cells))
    return table(("keys", "table and indexes, per month", "a run for notices, per month", "without notices about old secrets"), rows)


def daily_invocations():
    """Returns what the daily invocations cost in a month. Each starts a new environment."""
    gigabyte_seconds = snapshots() * RESTORED_SECONDS * memory() / 1024
    return DAYS_A_MONTH * (snapshots() * PRICE["Lambda, per million requests"] / 1e6 + gigabyte_seconds * PRICE["Lambda on arm64, per GB-second"])


def idle_month():
    return daily_invocations() + alarm_metrics() * PRICE["Alarm on one metric, per month"]


def idle():
    rows = [
        ("Functions, APIs, table, stream", "without requests", dollars(0)),
        (f"Snapshots of {snapshots()} functions, that of the front door included", "no charge for Java", dollars(0)),
        (f"{snapshots() * DAYS_A_MONTH} invocations a month that keep the snapshots", "", dollars(daily_invocations())),
        (f"{alarms()} alarms on {alarm_metrics()} metrics", "", dollars(alarm_metrics() * PRICE["Alarm on one metric, per month"])),
        ("**An idle stack without the options below**", "", f"**{dollars(idle_month())}**"),
        (f"{alarms_with('HasFrontDoor')} alarms of the front door", "only with `FrontDoor=true`",
         dollars(alarms_with("HasFrontDoor") * PRICE["Alarm on one metric, per month"])),
        ("Alarm of `ProvisionFunction`", "only with `ProvisionDomains`",
         dollars(alarms_with("HasProvisioning") * PRICE["Alarm on one metric, per month"])),
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

**A million verifications for proxies and programs outside API Gateway.** A function URL costs nothing itself.

{front_door()}

**By rate.** What a million requests cost depends on how many requests a second have the same key and execution environment, because
lines stand for many requests.

{by_rate()}

**By feature.** A million requests cost this on top of the authorizer's duration and its read. It depends on how many requests a second
have the same key and execution environment. *At most*: CloudWatch Logs delivers each line in a batch of its own. A quota with few
requests left has smaller leases.

{features()}

**Log lines.** The bytes of a request by the same rates. The other tables are for {USUAL_RATE} a second.

{log_bytes()}

**Recording of use.** CloudWatch Logs delivers the lines of an execution environment in batches, about one in some seconds while it
handles requests. Subscriptions are free.

{usage()}

**A million denied requests.** API Gateway does not bill requests that fail authorization, but you pay for Latchkey's part. Limit it
with the data API's throttles and with WAF.

{denied()}

**A million authorized requests with result caching.** For each key, API Gateway invokes the authorizer once in *s* seconds. The key's
other requests cost nothing. Of a key that sends *r* requests a second, the authorizer sees one in 1 + *r* × *s*.
A revoked key keeps working for up to *s* seconds.

{with_reuse()}

**Storage of {KEYS_KEPT:,} keys**

{kept()}

**Growth.** Storage, and the hourly run that looks for notices. `SecretAgeDays=0` publishes no notices about old secrets. Then a run reads
only the keys that expire within 30 days or have expired for less. Of requests, only those for lists and notices read more than one key.

{growth()}

**Fixed costs**

{idle()}

An alarm is billed by the metrics that it watches, so an expression over several metrics saves nothing. These alarms watch one metric
each. An account's first ten are free. Each of them is the only sign of something: further ones could be saved only by merging the loss of
changes with the loss of events, or a late audit log with a late notice.

**Metrics** are billed by the hour in which they have values.

{metrics()}
"""


def measured():
    """Returns the median of what the last run of benchmarks/run measured; 0 if the machine could not."""
    lines = (ROOT / "benchmarks" / "results" / "results.csv").read_text(encoding="utf-8").splitlines()
    values = [float(line.rsplit(",", 1)[1]) for line in lines if line.startswith(",".join(MEASURED) + ",")]
    return statistics.median(values) if values else 0


def headline():
    """Returns the sentences of README.md about costs."""
    busy, quiet = cost(allowed_bytes(RATES[-1])), cost(allowed_bytes(RATES[0]))
    return (
        f"about ${busy:.2f} per million authorized requests with busy keys, ${quiet:.2f} with quiet ones."
        f" An idle stack costs ${idle_month():.2f} a month"
    )


def main(arguments):
    if not arguments:
        print(tables())
        return 0
    page = PAGE.read_text(encoding="utf-8")
    before, rest = page.split(BEGIN)
    wanted = f"{before}{BEGIN}\n{tables()}{END}{rest.split(END)[1]}"
    if arguments == ["--write"]:
        PAGE.write_text(wanted, encoding="utf-8")
    elif measured() > OWN_MILLISECONDS:
        print(f"The authorizer's own work takes {measured()} ms. Set OWN_MILLISECONDS in benchmarks/costs.py.", file=sys.stderr)
        return 1
    elif headline() not in " ".join(README.read_text(encoding="utf-8").split()):
        print(f"The costs in README.md are outdated. Write: {headline()}", file=sys.stderr)
        return 1
    elif page != wanted:
        print("The costs in docs/operating.md are outdated. Run: python3 benchmarks/costs.py --write", file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
