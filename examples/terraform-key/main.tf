# A key of a data API, without its secret: Terraform knows its ID and the hash of the secret, and so does its state.
# bin/make-key generates the key. The token of an operator is in the environment variable LATCHKEY_TOKEN, which is not in the state.

terraform {
  required_version = ">= 1.4"
}

variable "api" {
  description = "URL of Latchkey's management API: output ManagementApiUrl of its stack."
  type        = string
}

variable "data_api_id" {
  description = "The data API that the key is for."
  type        = string
}

variable "name" {
  description = "Name of the key."
  type        = string
}

variable "key_id" {
  description = "KEY_ID that bin/make-key printed. Another one creates another key and revokes this one."
  type        = string
}

variable "secret_hash" {
  description = "SECRET_HASH that bin/make-key printed. Another one, made with --key-id, rotates the key."
  type        = string
}

variable "grace_hours" {
  description = "Hours that the previous secret keeps working after a rotation."
  type        = number
  default     = 24
}

locals {
  creation = jsonencode({
    data_api_id = var.data_api_id
    name        = var.name
    key_id      = var.key_id
    secret_hash = var.secret_hash
  })
  rotation = jsonencode({
    secret_hash = var.secret_hash
    grace_hours = var.grace_hours
  })
}

resource "terraform_data" "key" {
  triggers_replace = [var.api, var.data_api_id, var.key_id]
  input            = "${var.api}/v1/keys/${var.key_id}"

  # The idempotency key makes it safe to apply again if the response was lost.
  provisioner "local-exec" {
    command = <<-EOT
      curl -fsS "$API/v1/keys" -H "Authorization: Bearer $LATCHKEY_TOKEN" -H 'Content-Type: application/json' -H "Idempotency-Key: $ONCE" -d "$BODY"
    EOT
    environment = {
      API  = var.api
      ONCE = sha256(local.creation)
      BODY = local.creation
    }
  }

  provisioner "local-exec" {
    when    = destroy
    command = <<-EOT
      curl -fsS -X POST "$KEY/revoke" -H "Authorization: Bearer $LATCHKEY_TOKEN"
    EOT
    environment = {
      KEY = self.output
    }
  }
}

# Runs for a new hash. Right after the creation it changes nothing, since the hash is the current one.
resource "terraform_data" "secret" {
  triggers_replace = [terraform_data.key.id, var.secret_hash]

  provisioner "local-exec" {
    command = <<-EOT
      curl -fsS "$KEY/rotate" -H "Authorization: Bearer $LATCHKEY_TOKEN" -H 'Content-Type: application/json' -d "$BODY"
    EOT
    environment = {
      KEY  = terraform_data.key.output
      BODY = local.rotation
    }
  }
}

output "key_id" {
  description = "ID of the key."
  value       = var.key_id
}
