# Registers the data API with Latchkey. The first key goes from Latchkey to the secret, so neither Terraform nor its state has it.
# The token of an operator is in the environment variable LATCHKEY_TOKEN, which is not in the state either.

variable "management_api" {
  description = "Output ManagementApiUrl of Latchkey's stack. If empty, register the data API yourself."
  type        = string
  default     = ""
}

variable "data_api_id" {
  description = "ID of the data API in Latchkey."
  type        = string
  default     = "orders"
}

variable "data_api_domain" {
  description = "Domain of the data API."
  type        = string
  default     = "sales"
}

locals {
  registers = var.management_api == "" ? 0 : 1
  registration = jsonencode({
    data_api_id = var.data_api_id
    domain      = var.data_api_domain
    dataset     = "Orders"
    routes = [{
      api_id = aws_api_gateway_rest_api.orders.id
      stage  = aws_api_gateway_stage.live.stage_name
      method = "GET"
      path   = "/orders"
    }]
    key = {
      name       = "first key"
      deliver_to = { secret_arn = one(aws_secretsmanager_secret.first_key[*].arn) }
    }
  })
}

# The tag permits Latchkey to deliver keys of this data API. There is no version here, so the state has no value.
resource "aws_secretsmanager_secret" "first_key" {
  count       = local.registers
  name_prefix = "${var.data_api_id}-first-key-"
  description = "First key of the data API ${var.data_api_id}."
  tags        = { latchkey = var.data_api_id }
}

# The idempotency key makes it safe to apply again if the response was lost. Destroying it asks for the ID of the active keys,
# revokes them and deletes the data API.
resource "terraform_data" "registration" {
  count            = local.registers
  triggers_replace = [var.management_api, var.data_api_id, var.data_api_domain]
  input = {
    api         = var.management_api
    data_api_id = var.data_api_id
  }

  provisioner "local-exec" {
    command = <<-EOT
      curl -fsS "$API/v1/data-apis" -H "Authorization: Bearer $LATCHKEY_TOKEN" -H 'Content-Type: application/json' -H "Idempotency-Key: $ONCE" -d "$BODY"
    EOT
    environment = {
      API  = var.management_api
      ONCE = sha256(local.registration)
      BODY = local.registration
    }
  }

  provisioner "local-exec" {
    when    = destroy
    command = <<-EOT
      keys=$(curl -fsS "$API/v1/keys?data_api_id=$ID&status=active" -H "Authorization: Bearer $LATCHKEY_TOKEN") || exit 1
      for key in $(printf '%s' "$keys" | grep -o '"key_id" *: *"[^"]*"' | cut -d '"' -f 4); do
        curl -fsS -X POST "$API/v1/keys/$key/revoke" -H "Authorization: Bearer $LATCHKEY_TOKEN" || exit 1
      done
      curl -fsS -X DELETE "$API/v1/data-apis/$ID" -H "Authorization: Bearer $LATCHKEY_TOKEN"
    EOT
    environment = {
      API = self.output.api
      ID  = self.output.data_api_id
    }
  }
}

output "first_key_secret_arn" {
  description = "Secret with the first key; null without management_api."
  value       = one(aws_secretsmanager_secret.first_key[*].arn)
}
