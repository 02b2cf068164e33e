"""For each rule a change that breaks it: a rule that lets its own pass holds nothing."""

import copy

import rules


def circle(template):
    template["Resources"]["KeyTable"]["DependsOn"] = "CreateKeyFunction"


def lost_name(template):
    template["Outputs"]["KeyTableName"]["Value"] = {"Ref": "KeysTable"}


def shared_role(template):
    functions = template["Resources"]
    functions["GetKeyFunction"]["Properties"]["Role"] = functions["EditKeyFunction"]["Properties"]["Role"]


def wide_action(template):
    template["Resources"]["RecordEventsRole"]["Properties"]["Policies"][0]["PolicyDocument"]["Statement"].append(
        {"Effect": "Allow", "Action": "dynamodb:PutItem", "Resource": "*"})


def administrator(template):
    template["Resources"]["GetMeFunctionRole"]["Properties"]["ManagedPolicyArns"] = ["arn:aws:iam::aws:policy/AdministratorAccess"]


def unpublished(template):
    template["Outputs"]["AuthorizerFunctionArn"]["Value"] = {"Fn::GetAtt": ["AuthorizeKeyFunction", "Arn"]}


def api(template):
    return template["Resources"]["ManagementApi"]["Properties"]["Body"]


def cached(template):
    del api(template)["components"]["securitySchemes"]["AuthorizeOperator"]["x-amazon-apigateway-authorizer"]["authorizerResultTtlInSeconds"]


def opened(template):
    api(template)["paths"]["/v1/keys"]["post"]["security"] = [{"NONE": []}]


def traced(template):
    template["Resources"]["ManagementApiStage"]["Properties"]["MethodSettings"][0]["DataTraceEnabled"] = True


def stuffed(template):
    template["Resources"]["GetMeFunction"]["Properties"]["Environment"]["Variables"]["X"] = "x" * 4096


def permitted_twice(template):
    resources = template["Resources"]
    resources["AnotherPermission"] = copy.deepcopy(resources["AuthorizeKeyPermission"])


def tls_1_0(template):
    template["Resources"]["ManagementApi"]["Properties"]["SecurityPolicy"] = "TLS_1_0"


def unthrottled(template):
    del template["Resources"]["ManagementApiStage"]["Properties"]["MethodSettings"][0]["ThrottlingRateLimit"]


def revoked_with_the_others(template):
    del template["Resources"]["ManagementApiStage"]["Properties"]["MethodSettings"][1]


def forgotten(template):
    template["Resources"]["RecordEventsFunctionChanges"]["Properties"]["MaximumRecordAgeInSeconds"] = -1


def without_tls(template):
    template["Resources"]["UnrecordedChangesBucketPolicy"]["Properties"]["PolicyDocument"]["Statement"] = []


CHANGES = {
    rules.one_permission_serves_a_thousand_data_apis: permitted_twice,
    rules.tls_1_2_or_newer: tls_1_0,
    rules.each_stage_is_throttled_and_logged: unthrottled,
    rules.revoking_has_tokens_of_its_own: revoked_with_the_others,
    rules.no_circle: circle,
    rules.every_name_is_there: lost_name,
    rules.one_role_a_function: shared_role,
    rules.exact_actions_on_exact_resources: wide_action,
    rules.no_other_managed_policy: administrator,
    rules.nobody_calls_past_the_alias: unpublished,
    rules.answers_are_reused_only_by_key: cached,
    rules.only_these_are_open: opened,
    rules.logs_end_somewhere: traced,
    rules.within_limits: stuffed,
    rules.no_change_is_forgotten: forgotten,
    rules.buckets_are_closed: without_tls,
}


def unproven(template, values):
    """The rules that do not see their own change."""
    for rule in rules.RULES:
        changed = copy.deepcopy(template)
        CHANGES[rule](changed)
        if not list(rule(changed, values)):
            yield rule.__name__
