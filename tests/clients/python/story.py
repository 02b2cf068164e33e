import os
import urllib.error
import urllib.request
import uuid

import latchkey_client as latchkey

DATA_API_ID = os.environ["DATA_API_ID"]
client = latchkey.ApiClient(latchkey.Configuration(host=os.environ["API_URL"], access_token=os.environ["TOKEN"]))
keys = latchkey.KeysApi(client)
data_apis = latchkey.DataAPIsApi(client)


def orders(api_key=None):
    headers = {"X-Api-Key": api_key} if api_key else {}
    try:
        return urllib.request.urlopen(urllib.request.Request(os.environ["ORDERS_URL"], headers=headers)).status
    except urllib.error.HTTPError as error:
        return error.code


def problem(request, *arguments):
    """The problem of a request that fails."""
    try:
        request(*arguments)
    except latchkey.ApiException as error:
        return error.data
    raise AssertionError("It succeeded.")


def shown(key):
    return "with an API key" if key.api_key else "without an API key"


me = latchkey.ServiceApi(client).get_me()
print(f"me: {me.name} may {' and '.join(me.permissions)}")

registration = latchkey.DataApiRegistration(
    data_api_id=DATA_API_ID,
    domain="sales",
    dataset="Orders",
    routes=[latchkey.RouteInput(api_id="orders-data-api", method="GET")],
    key=latchkey.FirstKey(name="first app", validity_days=30),
)
idempotency_key = str(uuid.uuid4())
first = data_apis.register_data_api_with_http_info(registration, idempotency_key)
key = first.data.key
print(f"registered: {first.status_code}, {shown(key)}")
print(f"repeated: {shown(data_apis.register_data_api(registration, idempotency_key).key)}")
print(f"orders: {orders(key.api_key)} with the key, {orders()} without")

extended = keys.extend_key(key.key_id, latchkey.KeyExtension(validity_days=60))
print(f"extended: by {(extended.expires_at - key.expires_at).days} days")
too_far = problem(keys.extend_key, key.key_id, latchkey.KeyExtension(validity_days=3000))
print(f"extended too far: {too_far.status} {too_far.type} {too_far.errors[0].pointer}")
print(f"edited: {keys.edit_key(key.key_id, latchkey.KeyPatch(name='Nightly reports')).name}")
page = keys.list_keys(data_api_id=DATA_API_ID, status=latchkey.KeyStatus.ACTIVE, limit=10)
print(f"listed: {len(page.keys)} active key")

rotated = keys.rotate_key(key.key_id)
print(f"rotated: the old key {orders(key.api_key)}, the new key {orders(rotated.api_key)}")
keys.revoke_key(key.key_id)
print(f"revoked: {orders(rotated.api_key)}")
keys.delete_key(key.key_id)
gone = problem(keys.get_key, key.key_id)
print(f"deleted: {gone.status} {gone.type}")


def kinds():
    return [event.kind for event in keys.list_key_events(key.key_id).events]


while kinds()[0] != "deleted":  # the audit log is up to a second behind
    pass
print("events: " + ", ".join(kinds()))
