"""Checks that sam local resolves the stage variables of template.yaml to texts. A variable that it leaves unresolved fails every
request, because the functions cannot read the event."""

import logging
import sys

from samcli.lib.providers.api_provider import ApiProvider
from samcli.lib.providers.sam_stack_provider import SamLocalStackProvider

ISSUER = {"OidcIssuer": "https://id.example.com", "OidcAudiences": "latchkey"}
CASES = {"Cognito": {}, "Cognito without programs": {"MakesProgramClient": "false"}, "an issuer": ISSUER}


def main():
    logging.disable(logging.WARNING)
    wrong = 0
    for case, parameters in CASES.items():
        stacks, _ = SamLocalStackProvider.get_stacks("template.yaml", parameter_overrides=parameters)
        variables = ApiProvider(stacks).api.stage_variables
        is_text = bool(variables) and all(isinstance(value, str) and value for value in variables.values())
        print(f"template.yaml, {case}: {variables}")
        wrong += not is_text
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
