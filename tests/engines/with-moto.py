"""Runs a command with moto, which checks signatures and IAM policies: python with-moto.py COMMAND...

The command finds moto's address in MOTO, and credentials in MOTO_USER, MOTO_ROLE, MOTO_NOBODY, MOTO_FORGED and MOTO_UNKNOWN: an ID, a
secret and, of a role, a session token. The table KeyTable holds events/table.json. Fails if no event was put on the event bus."""

import base64
import json
import logging
import os
import subprocess
import sys
import urllib.request

import boto3
from moto.server import ThreadedMotoServer

ALLOWED = ["dynamodb:GetItem", "dynamodb:UpdateItem", "events:PutEvents"]
POLICY = {"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Action": ALLOWED, "Resource": "*"}]}
ANYONE = {"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Principal": {"AWS": "*"}, "Action": "sts:AssumeRole"}]}


def main():
    logging.getLogger("werkzeug").setLevel(logging.ERROR)
    server = ThreadedMotoServer(ip_address="127.0.0.1", port=0, verbose=False)
    server.start()
    host, port = server.get_host_and_port()
    moto = f"http://{host}:{port}"

    def client(service):
        return boto3.client(
            service, endpoint_url=moto, region_name="us-east-1", aws_access_key_id="test", aws_secret_access_key="test"
        )

    create_table(client("dynamodb"))
    client("events").create_archive(
        ArchiveName="all", EventSourceArn="arn:aws:events:us-east-1:123456789012:event-bus/default"
    )
    environment = {**os.environ, "MOTO": moto, **credentials(client("iam"), client("sts"))}
    authorize(moto, 0)
    status = subprocess.run(sys.argv[1:], env=environment).returncode
    authorize(moto, 1_000_000)
    events = client("events").describe_archive(ArchiveName="all")["EventCount"]
    print(f"{events} events are on the event bus.")
    server.stop()
    return status or not events


def create_table(dynamodb):
    dynamodb.create_table(
        TableName="KeyTable",
        KeySchema=[{"AttributeName": "pk", "KeyType": "HASH"}, {"AttributeName": "sk", "KeyType": "RANGE"}],
        AttributeDefinitions=[{"AttributeName": name, "AttributeType": "S"} for name in ("pk", "sk")],
        BillingMode="PAY_PER_REQUEST",
    )
    with open("events/table.json", encoding="utf-8") as file:
        for request in json.load(file, object_hook=decoded)["KeyTable"]:
            dynamodb.put_item(TableName="KeyTable", Item=request["PutRequest"]["Item"])


def decoded(value):
    return {"B": base64.b64decode(value["B"])} if list(value) == ["B"] else value


def credentials(iam, sts):
    def key_of(user):
        iam.create_user(UserName=user)
        key = iam.create_access_key(UserName=user)["AccessKey"]
        return key["AccessKeyId"], key["SecretAccessKey"]

    user, secret = key_of("user")
    iam.put_user_policy(UserName="user", PolicyName="functions", PolicyDocument=json.dumps(POLICY))
    role = iam.create_role(RoleName="role", AssumeRolePolicyDocument=json.dumps(ANYONE))["Role"]["Arn"]
    iam.put_role_policy(RoleName="role", PolicyName="functions", PolicyDocument=json.dumps(POLICY))
    assumed = sts.assume_role(RoleArn=role, RoleSessionName="function")["Credentials"]
    return {
        "MOTO_USER": f"{user} {secret}",
        "MOTO_ROLE": f"{assumed['AccessKeyId']} {assumed['SecretAccessKey']} {assumed['SessionToken']}",
        "MOTO_NOBODY": " ".join(key_of("nobody")),
        "MOTO_FORGED": f"{user} {secret[::-1]}",
        "MOTO_UNKNOWN": f"AKIAAAAAAAAAAAAAAAAA {secret}",
    }


def authorize(moto, after):
    """Checks signatures and policies after this number of requests."""
    request = urllib.request.Request(
        f"{moto}/moto-api/reset-auth", str(after).encode(), {"Content-Type": "text/plain"}
    )
    urllib.request.urlopen(request).close()


if __name__ == "__main__":
    sys.exit(main())
