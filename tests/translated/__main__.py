"""Holds the templates, as SAM's translator hands them to CloudFormation, against what they promise: bin/lint runs this.

Each case is one way to deploy. Every rule has to hold in every case, and has to see the change that breaks it.
"""

import sys

from broken import unproven
from rules import RULES
from translation import translated

ISSUER = {"OidcIssuer": "https://id.example.com", "OidcAudiences": "latchkey"}
AUTHORIZER = {"AuthorizerFunctionArn": "arn:aws:lambda:us-east-1:123456789012:function:authorize-key:live"}
KEY_ARN = "arn:aws:kms:us-east-1:123456789012:key/1234abcd-12ab-34cd-56ef-1234567890ab"
EVERYTHING = {
    "KmsKeyArn": KEY_ARN,
    "WebAclArn": "arn:aws:wafv2:us-east-1:123456789012:regional/webacl/a/b",
    "DomainName": "keys.example.com",
    "CertificateArn": "arn:aws:acm:us-east-1:123456789012:certificate/a",
    "HostedZoneId": "Z123",
    "OpenTelemetryLayerArn": "arn:aws:lambda:us-east-1:123456789012:layer:otel:1",
    "AlarmTopicArn": "arn:aws:sns:us-east-1:123456789012:alarms",
    "RevokeConcurrency": "5",
    "AuthorizerConcurrency": "100",
    "FrontDoor": "true",
    "ProvisionDomains": "sales",
    "FrontDoorConcurrency": "20",
    "TrustedProxies": "192.0.2.1,2001:db8::/32",
    "UsageConcurrency": "5",
}
NOTHING = {"AccessLogs": "none", "DeletionProtection": "false", "PointInTimeRecovery": "false", "Dashboard": "false"}
CASES = [
    ("template.yaml", "Cognito", {}),
    ("template.yaml", "Cognito without programs", {"MakesProgramClient": "false"}),
    ("template.yaml", "an issuer", ISSUER),
    ("template.yaml", "Cognito and everything", EVERYTHING),
    ("template.yaml", "an issuer and everything", {**ISSUER, **EVERYTHING}),
    ("template.yaml", "as little as can be", {**ISSUER, **NOTHING}),
    ("template-image.yaml", "a table", {"KeyTableName": "latchkey-KeyTable"}),
    ("template-image.yaml", "a table, and usage", {"KeyTableName": "latchkey-KeyTable", "RecordUsageFunctionArn": "arn:aws:lambda:us-east-1:123456789012:function:record-usage"}),
    ("examples/orders-data-api/template.yaml", "no reuse", AUTHORIZER),
    ("examples/orders-data-api/template.yaml", "reuse", {**AUTHORIZER, "AuthorizerCacheSeconds": "300", "KeyHeader": "X-Api-Key"}),
    ("examples/orders-data-api/template.yaml", "registers itself", {**AUTHORIZER, "ProvisionFunctionArn": "arn:aws:lambda:us-east-1:123456789012:function:provision", "RotateSecretFunctionArn": "arn:aws:lambda:us-east-1:123456789012:function:rotate"}),
    ("examples/orders-data-api/http-api.yaml", "payload 2.0, no reuse", AUTHORIZER),
    ("examples/orders-data-api/http-api.yaml", "payload 2.0, reuse", {**AUTHORIZER, "AuthorizerCacheSeconds": "300"}),
]


def main():
    wrong = 0
    for path, case, parameters in CASES:
        template, values = translated(path, parameters)
        found = [f"{rule.__name__}: {what}" for rule in RULES for what in rule(template, values)]
        print(f"{path}, {case}: {len(template['Resources'])} resources, {len(RULES)} rules, {len(found)} broken")
        for line in found:
            print(f"  {line}")
        wrong += len(found)
    template, values = translated("template.yaml", {"FrontDoor": "true"})
    for rule in unproven(template, values):
        print(f"{rule} does not see the change that breaks it")
        wrong += 1
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
