"""For each rule a change that breaks it: a rule that lets its own pass holds nothing."""

import copy

import rules

GONE = object()
API = ("ManagementApi", "Properties")
SCHEMES = (*API, "Body", "components", "securitySchemes")
METHODS = ("ManagementApiStage", "Properties", "MethodSettings")
FUNCTION_ROLE = {"Fn::GetAtt": ["EditKeyFunctionRole", "Arn"]}
WIDE = {"Effect": "Allow", "Action": "dynamodb:PutItem", "Resource": "*"}
GATEWAY = {"Action": "lambda:InvokeFunction", "FunctionName": {"Ref": "AuthorizeKeyFunctionAliaslive"}, "Principal": "apigateway.amazonaws.com"}

# The place in the resources, and what is put there.
CHANGES = {
    rules.one_permission_serves_a_thousand_data_apis: (("Another",), {"Type": "AWS::Lambda::Permission", "Properties": GATEWAY}),
    rules.tls_1_2_or_newer: ((*API, "SecurityPolicy"), "TLS_1_0"),
    rules.each_stage_is_throttled_and_logged: ((*METHODS, 0, "ThrottlingRateLimit"), GONE),
    rules.revoking_has_its_own_throttle: ((*METHODS, 1), GONE),
    rules.no_cycle: (("KeyTable", "DependsOn"), "CreateKeyFunction"),
    rules.one_role_a_function: (("GetKeyFunction", "Properties", "Role"), FUNCTION_ROLE),
    rules.exact_actions_on_exact_resources: (("RecordEventsRole", "Properties", "Policies", 0, "PolicyDocument", "Statement", 0), WIDE),
    rules.no_other_managed_policy: (("GetMeFunctionRole", "Properties", "ManagedPolicyArns"), ["arn:aws:iam::aws:policy/AdministratorAccess"]),
    rules.only_the_alias_is_invoked: (("AuthorizeKeyPermission", "Properties", "FunctionName"), {"Ref": "AuthorizeKeyFunction"}),
    rules.a_function_url_has_both_permissions: (("FrontDoorInvokePermission", "Properties", "InvokedViaFunctionUrl"), GONE),
    rules.these_have_snapshots: (("RevokeKeyFunction", "Properties", "SnapStart"), {"ApplyOn": "PublishedVersions"}),
    rules.snapshots_are_kept: (("ListKeysFunctionDaily", "Properties", "ScheduleExpression"), "rate(30 days)"),
    rules.results_are_cached_by_key: (
        (*SCHEMES, "AuthorizeOperator", "x-amazon-apigateway-authorizer", "authorizerResultTtlInSeconds"), GONE),
    rules.only_these_need_no_authorizer: ((*API, "Body", "paths", "/v1/keys", "post", "security"), [{"NONE": []}]),
    rules.logs_expire: ((*METHODS, 0, "DataTraceEnabled"), True),
    rules.within_limits: (("GetMeFunction", "Properties", "Environment", "Variables", "X"), "x" * 4096),
    rules.no_change_is_lost: (("RecordEventsFunctionChanges", "Properties", "MaximumRecordAgeInSeconds"), -1),
    rules.buckets_are_private: (("UnrecordedChangesBucketPolicy", "Properties", "PolicyDocument", "Statement"), []),
}


def unproven(template, values):
    """The rules that do not see their own change."""
    for rule in rules.RULES:
        changed = copy.deepcopy(template)
        (*way, last), value = CHANGES[rule]
        place = changed["Resources"]
        for step in way:
            place = place[step]
        if value is GONE:
            del place[last]
        else:
            place[last] = value
        if not list(rule(changed, values)):
            yield rule.__name__
