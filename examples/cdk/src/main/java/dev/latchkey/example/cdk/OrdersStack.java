package dev.latchkey.example.cdk;

import java.util.List;
import software.amazon.awscdk.App;
import software.amazon.awscdk.CfnParameter;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.services.apigateway.GatewayResponseOptions;
import software.amazon.awscdk.services.apigateway.IdentitySource;
import software.amazon.awscdk.services.apigateway.LambdaIntegration;
import software.amazon.awscdk.services.apigateway.MethodOptions;
import software.amazon.awscdk.services.apigateway.RequestAuthorizer;
import software.amazon.awscdk.services.apigateway.ResponseType;
import software.amazon.awscdk.services.apigateway.RestApi;
import software.amazon.awscdk.services.lambda.Function;
import software.amazon.awscdk.services.lambda.FunctionAttributes;
import software.amazon.awscdk.services.lambda.IFunction;
import software.constructs.Construct;

/** A data API behind Latchkey's authorizer: {@code GET /orders}, answered by a function of yours. */
public final class OrdersStack extends Stack {
  /** Makes the stack. Its parameters are the ARNs of Latchkey's authorizer and of your function. */
  public OrdersStack(Construct scope, String id) {
    super(scope, id);
    RestApi api = RestApi.Builder.create(this, "OrdersApi").deploy(true).build();

    RequestAuthorizer authorizeKey =
        RequestAuthorizer.Builder.create(this, "AuthorizeKey")
            .handler(function("AuthorizerFunctionArn", "Output AuthorizerFunctionArn of Latchkey."))
            // Left out, API Gateway reuses each answer for five minutes, and a revoked key works on. To reuse answers,
            // name the one header that carries the key. Host is in every request.
            .identitySources(List.of(IdentitySource.header("Host")))
            .resultsCacheTtl(Duration.seconds(0))
            .build();

    api.getRoot()
        .addResource("orders")
        .addMethod(
            "GET",
            new LambdaIntegration(function("OrdersFunctionArn", "The function that serves orders.")),
            MethodOptions.builder().authorizer(authorizeKey).build());

    // An authorizer that cannot decide is an outage of ours, not a bad key.
    for (ResponseType type :
        List.of(ResponseType.AUTHORIZER_FAILURE, ResponseType.AUTHORIZER_CONFIGURATION_ERROR)) {
      api.addGatewayResponse(
          type.getResponseType(),
          GatewayResponseOptions.builder().type(type).statusCode("503").build());
    }
  }

  private IFunction function(String parameter, String description) {
    CfnParameter arn =
        CfnParameter.Builder.create(this, parameter).type("String").description(description).build();
    return Function.fromFunctionAttributes(
        this,
        parameter + "Function",
        FunctionAttributes.builder()
            .functionArn(arn.getValueAsString())
            .sameEnvironment(true)
            .build());
  }

  /** Writes the stack's template to {@code cdk.out}. */
  public static void main(String[] args) {
    App app = new App();
    new OrdersStack(app, "orders-data-api");
    app.synth();
  }
}
