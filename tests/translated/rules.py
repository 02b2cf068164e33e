"""Rules for each translated template, in addition to those of cfn-lint. A rule yields a message for each violation."""

import json

from parts import authorizers, gateway_permissions, names, needs, of_type, statements

# Actions that AWS defines for no resource.
RESOURCELESS = {"dynamodb:ListStreams", "xray:PutTelemetryRecords", "xray:PutTraceSegments"}
# Actions on objects of a bucket. Lambda chooses their names.
SECRETS = {"secretsmanager:DescribeSecret", "secretsmanager:GetSecretValue", "secretsmanager:PutSecretValue", "secretsmanager:UpdateSecretVersionStage"}
TAGGED = {"Null": {"aws:ResourceTag/latchkey": "false"}}
OBJECTS = {"s3:PutObject"}
MANAGED_POLICIES = ("AWSLambdaBasicExecutionRole", "AmazonAPIGatewayPushToCloudWatchLogs")
AUTHORIZER = "AuthorizeKeyFunction"
# The authorizers, the front door, and what the console's first page requests.
SNAPSHOTS = {AUTHORIZER, "AuthorizeOperatorFunction", "ConsoleFunction", "FrontDoorFunction", "GetMeFunction", "ListDataApisFunction",
             "ListKeysFunction"}
# A policy statement around the ARNs of a function and a source, and Lambda's limit on a function's whole policy.
STATEMENT_BYTES, POLICY_BYTES = 256, 20 * 1024


def no_cycle(template, values):
    graph, done = needs(template), set()

    def visit(name, path):
        if name in path:
            yield " → ".join([*path[path.index(name):], name])
        elif name not in done:
            for other in sorted(graph[name]):
                yield from visit(other, [*path, name])
            done.add(name)

    for name in graph:
        yield from visit(name, [])


def one_role_a_function(template, values):
    owners = {}
    for name, function in of_type(template, "AWS::Lambda::Function").items():
        owners.setdefault(json.dumps(function["Properties"]["Role"]), []).append(name)
    for role, functions in owners.items():
        if len(functions) > 1:
            yield f"{role} is shared by {functions}"


def exact_actions_on_exact_resources(template, values):
    for name, statement in statements(template):
        actions = statement["Action"] if isinstance(statement["Action"], list) else [statement["Action"]]
        for action in actions:
            if "*" in action or "?" in action:
                yield f"{name} may {action}"
        resource = json.dumps(statement["Resource"])
        if OBJECTS.issuperset(actions):
            resource = resource.replace(".Arn}/*", "")
        if SECRETS.issuperset(actions) and statement.get("Condition") == TAGGED:
            resource = resource.replace(":secret:*", "")
        if "*" in resource and not RESOURCELESS.issuperset(actions):
            yield f"{name} may {actions} on {statement['Resource']}"


def no_other_managed_policy(template, values):
    for name, role in of_type(template, "AWS::IAM::Role").items():
        for policy in role["Properties"].get("ManagedPolicyArns", []):
            if not json.dumps(policy).strip('"}').endswith(MANAGED_POLICIES):
                yield f"{name} has {policy}"


def only_the_alias_is_invoked(template, values):
    """Only a published version has a snapshot, and only the alias refers to it."""
    snapshots = SNAPSHOTS & set(template["Resources"])
    callers = ("AWS::ApiGateway::RestApi", "AWS::Lambda::Permission", "AWS::Events::Rule", "AWS::Lambda::EventSourceMapping")
    for kind in callers:
        for name, part in of_type(template, kind).items():
            for function in snapshots & set(names(part)):
                yield f"{name} refers to {function}"
    for name, part in template["Outputs"].items():
        for function in snapshots & set(names(part)):
            yield f"output {name} refers to {function}"


def these_have_snapshots(template, values):
    """A function that stops a key has none: Lambda may deactivate a snapshot, and then its first invocations fail."""
    zips = {name: part["Properties"] for name, part in of_type(template, "AWS::Lambda::Function").items()
            if part["Properties"].get("PackageType") != "Image"}
    for name, properties in zips.items():
        if (name in SNAPSHOTS) != (properties.get("SnapStart") == {"ApplyOn": "PublishedVersions"}):
            yield f"{name} {'has no' if name in SNAPSHOTS else 'has'} SnapStart"


def snapshots_are_kept(template, values):
    """Lambda deactivates a snapshot after 14 unused days. A rule invokes each alias daily, and may invoke nothing else."""
    rules = of_type(template, "AWS::Events::Rule")
    permissions = [part["Properties"] for part in of_type(template, "AWS::Lambda::Permission").values()]
    for function in SNAPSHOTS & set(template["Resources"]):
        if template["Resources"][function]["Properties"].get("PackageType") == "Image":
            continue
        alias = {"Ref": f"{function}Aliaslive"}
        daily = [name for name, rule in rules.items() if [target["Arn"] for target in rule["Properties"]["Targets"]] == [alias]
                 and rule["Properties"].get("ScheduleExpression") == "rate(1 day)"]
        if len(daily) != 1:
            yield f"{len(daily)} rules invoke {function} daily"
        allowed = [part for part in permissions if part["FunctionName"] == alias and part["Principal"] == "events.amazonaws.com"]
        if [part.get("SourceArn") for part in allowed] != [{"Fn::GetAtt": [name, "Arn"]} for name in daily]:
            yield f"the permission to invoke {function} daily is not that of its rule"


def a_function_url_has_both_permissions(template, values):
    """A function URL of an alias needs lambda:InvokeFunctionUrl and, by way of the URL only, lambda:InvokeFunction."""
    public = [part["Properties"] for part in of_type(template, "AWS::Lambda::Permission").values() if part["Properties"]["Principal"] == "*"]
    for name, url in of_type(template, "AWS::Lambda::Url").items():
        function, qualifier = url["Properties"]["TargetFunctionArn"]["Ref"], url["Properties"].get("Qualifier")
        alias = f"{function}Alias{qualifier}"
        if alias not in template["Resources"] or url.get("DependsOn") != alias:
            yield f"{name} is not the URL of an alias"
        expected = [
            {"Action": "lambda:InvokeFunction", "FunctionName": {"Ref": alias}, "InvokedViaFunctionUrl": True, "Principal": "*"},
            {"Action": "lambda:InvokeFunctionUrl", "FunctionName": {"Ref": alias}, "FunctionUrlAuthType": "NONE", "Principal": "*"},
        ]
        if sorted(public, key=lambda permission: permission["Action"]) != expected:
            yield f"{name} does not have exactly the two permissions"
        if not template["Resources"][function]["Properties"].get("ReservedConcurrentExecutions") and values["FrontDoorConcurrency"] != "0":
            yield f"{function} has no concurrency of its own"
    if public and not of_type(template, "AWS::Lambda::Url"):
        yield "anyone can invoke a function without a URL"


def results_are_cached_by_key(template, values):
    seconds = int(values.get("AuthorizerCacheSeconds", 0))
    for _, authorizer in authorizers(template):
        cached = authorizer.get("authorizerResultTtlInSeconds")
        if isinstance(cached, dict):
            cached = values[cached["Ref"]]
        if cached is None:
            yield "an authorizer leaves authorizerResultTtlInSeconds at its default"
        elif int(cached) != seconds:
            yield f"an authorizer's results are cached for {cached} s"
        if seconds and values.get("KeyHeader", "X-Api-Key") not in str(authorizer["identitySource"]):
            yield f"results are cached by {authorizer['identitySource']}, which lacks the key's header"
        if authorizer.get("enableSimpleResponses"):
            yield "an authorizer allows simple responses"


def only_these_need_no_authorizer(template, values):
    public = {"/v1/health", "/v1/openapi.yaml", "/v1/key", "/v1/key/revoke", "/console", "/console/{proxy+}"}
    for body, _ in authorizers(template):
        for path, methods in body["paths"].items():
            for method, operation in methods.items():
                schemes = [scheme for scheme in operation.get("security", []) if set(scheme) - {"NONE"}]
                if bool(schemes) == (path in public):
                    yield f"{method} {path} {'has an authorizer' if schemes else 'has no authorizer'}"


def one_permission_serves_a_thousand_data_apis(template, values):
    """Lambda limits a function's policy to 20 KB, and each permission is a statement in it."""
    permissions = list(gateway_permissions(template, values))
    owner = AUTHORIZER in template["Resources"]
    size = sum(STATEMENT_BYTES + len(json.dumps(permission)) for _, permission in permissions)
    if (size if owner else 1000 * size) > POLICY_BYTES:
        yield f"the authorizer's policy grows to {size if owner else 1000 * size} bytes"
    if owner and len(permissions) != 1:
        yield f"{len(permissions)} permissions let API Gateway invoke the authorizer"
    for name, permission in permissions if owner else []:
        source = permission.get("SourceArn", {}).get("Fn::Sub", "")
        if not source.endswith(":execute-api:${AWS::Region}:${AWS::AccountId}:*/authorizers/*"):
            yield f"{name} lets {source} invoke the authorizer"
        if permission.get("SourceAccount") != {"Ref": "AWS::AccountId"}:
            yield f"{name} allows other accounts"


def tls_1_2_or_newer(template, values):
    """REST APIs and their domain names accept TLS 1.0 by default, HTTP APIs never do."""
    for kind in ("AWS::ApiGateway::RestApi", "AWS::ApiGateway::DomainName"):
        for name, part in of_type(template, kind).items():
            properties = part["Properties"]
            if not properties.get("SecurityPolicy", "").startswith(("SecurityPolicy_TLS12", "SecurityPolicy_TLS13")):
                yield f"{name} has the security policy {properties.get('SecurityPolicy')}"
            if properties.get("EndpointAccessMode") != "STRICT":
                yield f"{name} does not compare the host with the server name of the TLS handshake"
            if values.get("DomainName") and "Body" in properties:
                endpoints = [server["x-amazon-apigateway-endpoint-configuration"] for server in properties["Body"].get("servers", [])]
                if {"disableExecuteApiEndpoint": True} not in endpoints:
                    yield f"{name} is also reachable at its execute-api host, not only at {values['DomainName']}"


def each_stage_is_throttled_and_logged(template, values):
    for kind, settings, log in (("AWS::ApiGateway::Stage", "MethodSettings", "AccessLogSetting"),
                                ("AWS::ApiGatewayV2::Stage", "DefaultRouteSettings", "AccessLogSettings")):
        for name, stage in of_type(template, kind).items():
            throttles = stage["Properties"].get(settings, {})
            for throttle in throttles if isinstance(throttles, list) else [throttles]:
                if not {"ThrottlingRateLimit", "ThrottlingBurstLimit"} <= set(throttle):
                    yield f"{name} is not throttled"
            if log not in stage["Properties"] and values.get("AccessLogs") not in ("none", "false"):
                yield f"{name} writes no access log"


def revoking_has_its_own_throttle(template, values):
    for name, stage in of_type(template, "AWS::ApiGateway::Stage").items():
        paths = {path for body, _ in authorizers(template) for path in body["paths"]}
        revoke = "/v1/keys/{key_id}/revoke"
        throttled = {(setting["ResourcePath"], setting["HttpMethod"]) for setting in stage["Properties"].get("MethodSettings", [])}
        if revoke in paths and ("/" + revoke.replace("/", "~1"), "POST") not in throttled:
            yield f"{name} throttles {revoke} with the other methods"


def logs_expire(template, values):
    for name, group in of_type(template, "AWS::Logs::LogGroup").items():
        if "RetentionInDays" not in group["Properties"]:
            yield f"{name} keeps its logs permanently"
    for name, stage in of_type(template, "AWS::ApiGateway::Stage").items():
        for setting in stage["Properties"].get("MethodSettings", []):
            if setting.get("DataTraceEnabled") is not False or setting.get("LoggingLevel") != "OFF":
                yield f"{name} logs bodies"


def within_limits(template, values):
    if len(template["Resources"]) > 500:
        yield f"{len(template['Resources'])} resources, but CloudFormation allows 500"
    for name, function in of_type(template, "AWS::Lambda::Function").items():
        environment = function["Properties"].get("Environment", {}).get("Variables", {})
        if len(json.dumps(environment)) > 3072:
            yield f"{name}'s environment is close to Lambda's limit of 4 KB"


def no_change_is_lost(template, values):
    """A stream keeps a change for 24 hours. Before that, Lambda stores it in a bucket, and alarms report it."""
    for name, mapping in of_type(template, "AWS::Lambda::EventSourceMapping").items():
        properties = mapping["Properties"]
        buckets = set(names(properties.get("DestinationConfig", {}).get("OnFailure", {}))) & set(of_type(template, "AWS::S3::Bucket"))
        if not buckets or not 60 <= properties.get("MaximumRecordAgeInSeconds", -1) <= 23 * 3600:
            yield f"{name} loses records that it cannot deliver"
        watched = {alarm["Properties"].get("MetricName") for alarm in of_type(template, "AWS::CloudWatch::Alarm").values() if name in names(alarm)}
        for metric in ("OnFailureDestinationDeliveredEventCount", "DroppedEventCount"):
            if metric not in watched or "EventCount" not in str(properties.get("MetricsConfig")):
                yield f"no alarm watches {metric} of {name}"


def buckets_are_private(template, values):
    """Buckets are private and encrypted, need TLS, stay when the stack is deleted, and expire their objects."""
    for name, bucket in of_type(template, "AWS::S3::Bucket").items():
        properties = bucket["Properties"]
        block = properties.get("PublicAccessBlockConfiguration", {})
        blocked = [block.get(part) is True for part in ("BlockPublicAcls", "BlockPublicPolicy", "IgnorePublicAcls", "RestrictPublicBuckets")]
        if not all(blocked) or "BucketEncryption" not in properties or "LifecycleConfiguration" not in properties:
            yield f"{name} is not private, not encrypted or has no lifecycle"
        if (bucket.get("DeletionPolicy"), bucket.get("UpdateReplacePolicy")) != ("Retain", "Retain"):
            yield f"{name} is deleted with the stack"
        policies = [part["Properties"] for part in of_type(template, "AWS::S3::BucketPolicy").values() if name in names(part["Properties"]["Bucket"])]
        denials = [statement for policy in policies for statement in policy["PolicyDocument"]["Statement"] if statement["Effect"] == "Deny"]
        if not any(statement["Principal"] == "*" and statement["Action"] == "s3:*" and len(statement["Resource"]) == 2
                   and statement["Condition"] == {"Bool": {"aws:SecureTransport": False}} for statement in denials):
            yield f"{name} can be read without TLS"


RULES = [one_permission_serves_a_thousand_data_apis, tls_1_2_or_newer, each_stage_is_throttled_and_logged,
         revoking_has_its_own_throttle, no_cycle, one_role_a_function, exact_actions_on_exact_resources,
         no_other_managed_policy, only_the_alias_is_invoked, these_have_snapshots, snapshots_are_kept,
         a_function_url_has_both_permissions, results_are_cached_by_key, only_these_need_no_authorizer, logs_expire, within_limits,
         no_change_is_lost, buckets_are_private]
