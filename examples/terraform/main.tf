# A data API that Latchkey's authorizer protects: GET /orders of a REST API, served by your function.

terraform {
  required_version = ">= 1.5"
  required_providers {
    aws = {
      source  = "hashicorp/aws"
      version = ">= 6.62"
    }
  }
}

variable "authorizer_function_arn" {
  description = "Output AuthorizerFunctionArn of Latchkey's stack. It ends with the alias."
  type        = string
}

variable "orders_function_name" {
  description = "Name of the function that serves the orders. It must reject requests without the authorizer's context."
  type        = string
}

variable "authorizer_cache_seconds" {
  description = "Seconds that API Gateway caches the authorizer's results. A revoked key keeps working that long."
  type        = number
  default     = 0
}

variable "key_header" {
  description = "Header by which API Gateway caches results. The default, Host, is in every request, so apps can send the key in X-Api-Key or Authorization. Caching requires one of these two."
  type        = string
  default     = "Host"

  validation {
    condition     = contains(["Host", "X-Api-Key", "Authorization"], var.key_header)
    error_message = "Use Host, X-Api-Key or Authorization."
  }
}

variable "rate_limit" {
  description = "Requests per second that the data API accepts."
  type        = number
  default     = 500
}

variable "burst_limit" {
  description = "Concurrent requests that the data API accepts."
  type        = number
  default     = 1000
}

variable "alarm_topic_arns" {
  description = "ARNs of the SNS topics that alarms notify."
  type        = list(string)
  default     = []
}

data "aws_partition" "current" {}

data "aws_region" "current" {}

data "aws_lambda_function" "orders" {
  function_name = var.orders_function_name
}

resource "aws_api_gateway_rest_api" "orders" {
  name = "orders-data-api"

  # TLS 1.2 or newer. The default accepts TLS 1.0.
  security_policy      = "SecurityPolicy_TLS13_1_2_2021_06"
  endpoint_access_mode = "STRICT"

  endpoint_configuration {
    types = ["REGIONAL"]
  }
}

resource "aws_api_gateway_resource" "orders" {
  rest_api_id = aws_api_gateway_rest_api.orders.id
  parent_id   = aws_api_gateway_rest_api.orders.root_resource_id
  path_part   = "orders"
}

# The authorizer. Latchkey's stack has a permission for the authorizers of all APIs in the account, so there is none here.

resource "aws_api_gateway_authorizer" "key" {
  name                             = "AuthorizeKey"
  rest_api_id                      = aws_api_gateway_rest_api.orders.id
  type                             = "REQUEST"
  authorizer_uri                   = "arn:${data.aws_partition.current.partition}:apigateway:${data.aws_region.current.region}:lambda:path/2015-03-31/functions/${var.authorizer_function_arn}/invocations"
  identity_source                  = "method.request.header.${var.key_header}"
  authorizer_result_ttl_in_seconds = var.authorizer_cache_seconds # the default is 300

  lifecycle {
    precondition {
      condition     = var.authorizer_cache_seconds == 0 || var.key_header != "Host"
      error_message = "If authorizer_cache_seconds is above 0, set key_header to the header that carries the key."
    }
  }
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

# The authorizer says why it denies a request: the key's methods, its networks, its quota.
resource "aws_api_gateway_gateway_response" "denied" {
  rest_api_id   = aws_api_gateway_rest_api.orders.id
  response_type = "ACCESS_DENIED"
  status_code   = "403"
  response_parameters = {
    "gatewayresponse.header.Content-Type" = "'application/problem+json'"
    "gatewayresponse.header.Retry-After"  = "context.authorizer.retry_after"
  }
  response_templates = {
    "application/json" = jsonencode({
      type     = "urn:latchkey:problem:$context.authorizer.problem"
      title    = "Forbidden"
      status   = 403
      detail   = "$context.authorizer.detail"
      instance = "$context.requestId"
    })
  }
}

# If the authorizer cannot decide, the cause is an outage, not a bad key.
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
      detail   = "The API key cannot be verified at the moment. Try again."
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
    denied      = jsonencode(aws_api_gateway_gateway_response.denied)
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

  # Shows who sent the request by key ID. The reason for a refusal is in the authorizer's log, under authorizer_request_id.
  # API Gateway needs a log role, which Latchkey's stack sets for the account and Region.
  access_log_settings {
    destination_arn = aws_cloudwatch_log_group.access.arn
    format = join("", [
      "{\"request_id\":\"$context.requestId\",\"extended_request_id\":\"$context.extendedRequestId\",\"at\":\"$context.requestTime\",\"source_ip\":\"$context.identity.sourceIp\",",
      "\"route\":\"$context.httpMethod $context.resourcePath\",\"status\":$context.status,\"milliseconds\":$context.responseLatency,",
      "\"key_id\":\"$context.authorizer.principalId\",\"authorizer_request_id\":\"$context.authorizer.requestId\"}",
    ])
  }
}

resource "aws_api_gateway_method_settings" "all" {
  rest_api_id = aws_api_gateway_rest_api.orders.id
  stage_name  = aws_api_gateway_stage.live.stage_name
  method_path = "*/*"

  settings {
    throttling_rate_limit  = var.rate_limit
    throttling_burst_limit = var.burst_limit
    logging_level          = "OFF" # execution logs would contain API keys
    data_trace_enabled     = false
  }
}

resource "aws_cloudwatch_log_group" "access" {
  name_prefix       = "orders-data-api-access-"
  retention_in_days = 30
}

# The function rejects requests without the authorizer's context and counts them in this metric (MissingContext in
# examples/orders-data-api).

resource "aws_cloudwatch_metric_alarm" "unauthorized_requests" {
  alarm_name          = "orders-data-api-unauthorized-requests"
  alarm_description   = "A request reached the function without the authorizer's context. Find the route that has no authorizer."
  namespace           = "DataApi"
  metric_name         = "no_authorizer_context"
  dimensions          = { function = var.orders_function_name }
  statistic           = "Sum"
  period              = 60
  comparison_operator = "GreaterThanOrEqualToThreshold"
  threshold           = 1
  evaluation_periods  = 1
  treat_missing_data  = "notBreaching"
  alarm_actions       = var.alarm_topic_arns
}

output "api_id" {
  description = "API ID to use as api_id in the data API's routes."
  value       = aws_api_gateway_rest_api.orders.id
}
