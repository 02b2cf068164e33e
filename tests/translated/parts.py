"""The parts of a translated template that the rules ask for."""


def names(node):
    """Every name that a piece of a template refers to."""
    if isinstance(node, list):
        for part in node:
            yield from names(part)
    elif isinstance(node, dict):
        for key, value in node.items():
            if key == "Ref":
                yield value
            elif key == "Fn::GetAtt":
                yield value[0] if isinstance(value, list) else value.split(".")[0]
            elif key == "Fn::Sub":
                text, own = value if isinstance(value, list) else (value, {})
                for part in text.split("${")[1:]:
                    name = part.split("}")[0]
                    if name not in own and not name.startswith("!"):
                        yield name.split(".")[0]
                yield from names(own)
            else:
                yield from names(value)


def of_type(template, kind):
    return {name: part for name, part in template["Resources"].items() if part["Type"] == kind}


def needs(template):
    """Which resources each resource has to wait for."""
    resources = template["Resources"]
    graph = {}
    for name, part in resources.items():
        depends = part.get("DependsOn", [])
        depends = [depends] if isinstance(depends, str) else depends
        graph[name] = {other for other in [*names(part.get("Properties", {})), *depends] if other in resources}
    return graph


def statements(template):
    for kind in ("AWS::IAM::Role", "AWS::IAM::ManagedPolicy"):
        for name, role in of_type(template, kind).items():
            documents = [policy["PolicyDocument"] for policy in role["Properties"].get("Policies", [])]
            documents += [role["Properties"][key] for key in ("PolicyDocument",) if key in role["Properties"]]
            for document in documents:
                for statement in document["Statement"]:
                    yield name, statement


def gateway_permissions(template, values):
    """What lets API Gateway call the authorizer of API keys, in the stack that has it or in a data API's."""
    for name, part in of_type(template, "AWS::Lambda::Permission").items():
        permission = part["Properties"]
        function = permission["FunctionName"]
        own = any(owner.startswith("AuthorizeKeyFunction") for owner in names(function))
        if (own or function == values.get("AuthorizerFunctionArn", {})) and permission["Principal"] == "apigateway.amazonaws.com":
            yield name, permission


def authorizers(template):
    for kind in ("AWS::ApiGateway::RestApi", "AWS::ApiGatewayV2::Api"):
        for api in of_type(template, kind).values():
            body = api["Properties"]["Body"]
            for scheme in body["components"]["securitySchemes"].values():
                yield body, scheme["x-amazon-apigateway-authorizer"]
