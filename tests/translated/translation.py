"""A template as CloudFormation gets it: translated by SAM's own translator, with its conditions resolved."""

import logging
import os

from samcli.yamlhelper import yaml_parse
from samtranslator.parser.parser import Parser
from samtranslator.translator.translator import Translator

logging.disable(logging.WARNING)
os.environ.setdefault("AWS_DEFAULT_REGION", "us-east-1")

GONE = object()


class ManagedPolicies(dict):
    """The ARNs of AWS's managed policies by name, which the translator would ask AWS for."""

    def __contains__(self, name):
        return True

    def get(self, name, default=None):
        return f"arn:aws:iam::aws:policy/service-role/{name}"

    __getitem__ = get


def translated(path, parameters):
    """The template at a path, translated, with its conditions resolved."""
    with open(path, encoding="utf-8") as file:
        template = yaml_parse(file.read())
    template.get("Globals", {}).get("Function", {}).pop("CodeUri", None)
    for resource in template["Resources"].values():
        if resource["Type"] == "AWS::Serverless::Function":
            image = resource["Properties"].get("PackageType") == "Image"
            resource["Properties"].update({"ImageUri": "1.dkr.ecr.us-east-1.amazonaws.com/a:b"} if image else {"CodeUri": "s3://bucket/key"})
    declared = template.get("Parameters", {})
    values = {name: str(declared[name].get("Default", "")) for name in declared}
    values.update({name: value for name, value in parameters.items() if name in declared})
    whole = Translator(ManagedPolicies(), Parser()).translate(template, values)
    return resolved(whole, values), values


def resolved(template, values):
    conditions = template.get("Conditions", {})

    def truth(node):
        if "Condition" in node:
            return truth(conditions[node["Condition"]])
        (function, argument), = node.items()
        if function == "Fn::Equals":
            left, right = (values[side["Ref"]] if isinstance(side, dict) else str(side) for side in argument)
            return left == right
        return {"Fn::Not": lambda: not truth(argument[0]), "Fn::And": lambda: all(map(truth, argument)),
                "Fn::Or": lambda: any(map(truth, argument))}[function]()

    def walk(node):
        if isinstance(node, dict):
            if "Fn::If" in node:
                name, yes, no = node["Fn::If"]
                return walk(yes if truth(conditions[name]) else no)
            if node == {"Ref": "AWS::NoValue"}:
                return GONE
            return {key: value for key, value in ((key, walk(value)) for key, value in node.items()) if value is not GONE}
        if isinstance(node, list):
            return [value for value in map(walk, node) if value is not GONE]
        return node

    def kept(section):
        return {name: walk(part) for name, part in template.get(section, {}).items()
                if "Condition" not in part or truth(conditions[part["Condition"]])}

    return {**template, "Resources": kept("Resources"), "Outputs": kept("Outputs")}
