# A data API behind Latchkey's authorizer: GET /orders of a REST API, answered by a function of yours.

terraform {
  required_version = ">= 1.5"
  required_providers {
    aws = {
      source  = "hashicorp/aws"
      version = ">= 5.0"
    }
  }
}

variable "authorizer_function_arn" {
  description = "The output AuthorizerFunctionArn of Latchkey's stack. It ends in the alias."
  type        = string
}

variable "orders_function_name" {
  description = "The function that serves the orders."
  type        = string
}

variable "authorizer_cache_seconds" {
  description = "Seconds that API Gateway reuses an answer of the authorizer. Revoking a key takes effect that late."
  type        = number
  default     = 0
}

variable "key_header" {
  description = "The one header that answers are reused by, once they are. Host, which every request has, leaves apps the choice of header."
  type        = string
  default     = "Host"

  validation {
    condition     = contains(["Host", "X-Api-Key", "Authorization"], var.key_header)
    error_message = "Use Host, X-Api-Key or Authorization."
  }
}

data "aws_partition" "current" {}

data "aws_region" "current" {}

data "aws_lambda_function" "orders" {
  function_name = var.orders_function_name
}

resource "aws_api_gateway_rest_api" "orders" {
  name = "orders-data-api"
}

resource "aws_api_gateway_resource" "orders" {
  rest_api_id = aws_api_gateway_rest_api.orders.id
  parent_id   = aws_api_gateway_rest_api.orders.root_resource_id
  path_part   = "orders"
}

# The authorizer, and API Gateway's permission to call it.

resource "aws_api_gateway_authorizer" "key" {
  name                             = "AuthorizeKey"
  rest_api_id                      = aws_api_gateway_rest_api.orders.id
  type                             = "REQUEST"
  authorizer_uri                   = "arn:${data.aws_partition.current.partition}:apigateway:${data.aws_region.current.name}:lambda:path/2015-03-31/functions/${var.authorizer_function_arn}/invocations"
  identity_source                  = "method.request.header.${var.key_header}"
  authorizer_result_ttl_in_seconds = var.authorizer_cache_seconds # left out, it is 300

  lifecycle {
    precondition {
      condition     = var.authorizer_cache_seconds == 0 || var.key_header != "Host"
      error_message = "With authorizer_cache_seconds above 0, key_header must name the header that carries the key."
    }
  }
}

resource "aws_lambda_permission" "authorizer" {
  action        = "lambda:InvokeFunction"
  function_name = var.authorizer_function_arn
  principal     = "apigateway.amazonaws.com"
  source_arn    = "${aws_api_gateway_rest_api.orders.execution_arn}/authorizers/${aws_api_gateway_authorizer.key.id}"
}

resource "aws_api_gateway_method" "list_orders" {
  rest_api_id   = aws_api_gateway_rest_api.orders.id
  resource_id   = aws_api_gateway_resource.orders.id
  http_method   = "GET"
  authorization = "CUSTOM"
  authorizer_id = aws_api_gateway_authorizer.key.id
}

resource "aws_api_gateway_integration" "list_orders" {
  rest_api_id             = aws_api_gateway_rest_api.orders.id
  resource_id             = aws_api_gateway_resource.orders.id
  http_method             = aws_api_gateway_method.list_orders.http_method
  type                    = "AWS_PROXY"
  integration_http_method = "POST"
  uri                     = data.aws_lambda_function.orders.invoke_arn
}

resource "aws_lambda_permission" "orders" {
  action        = "lambda:InvokeFunction"
  function_name = var.orders_function_name
  principal     = "apigateway.amazonaws.com"
  source_arn    = "${aws_api_gateway_rest_api.orders.execution_arn}/*/GET/orders"
}

# An authorizer that cannot decide is an outage of ours, not a bad key.

resource "aws_api_gateway_gateway_response" "unavailable" {
  for_each = toset(["AUTHORIZER_FAILURE", "AUTHORIZER_CONFIGURATION_ERROR"])

  rest_api_id   = aws_api_gateway_rest_api.orders.id
  response_type = each.key
  status_code   = "503"
  response_parameters = {
    "gatewayresponse.header.Content-Type" = "'application/problem+json'"
    "gatewayresponse.header.Retry-After"  = "'1'"
  }
  response_templates = {
    "application/json" = jsonencode({
      type     = "urn:latchkey:problem:unavailable"
      title    = "Unavailable"
      status   = 503
      detail   = "The API key cannot be checked now. Try again."
      instance = "$context.requestId"
    })
  }
}

resource "aws_api_gateway_deployment" "orders" {
  rest_api_id = aws_api_gateway_rest_api.orders.id

  triggers = {
    method      = jsonencode(aws_api_gateway_method.list_orders)
    integration = jsonencode(aws_api_gateway_integration.list_orders)
    authorizer  = jsonencode(aws_api_gateway_authorizer.key)
    unavailable = jsonencode(aws_api_gateway_gateway_response.unavailable)
  }

  lifecycle {
    create_before_destroy = true
  }
}

resource "aws_api_gateway_stage" "live" {
  rest_api_id   = aws_api_gateway_rest_api.orders.id
  deployment_id = aws_api_gateway_deployment.orders.id
  stage_name    = "live"
}

output "api_id" {
  description = "The api_id for the data API's routes when it is registered."
  value       = aws_api_gateway_rest_api.orders.id
}
