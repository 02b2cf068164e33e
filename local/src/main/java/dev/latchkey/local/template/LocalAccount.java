package dev.latchkey.local.template;

import org.jspecify.annotations.Nullable;

/** The made-up account and the Region in which a laptop's stacks stand. */
public final class LocalAccount {
  public static final String ID = "000000000000";

  private LocalAccount() {}

  /** The Region: {@code AWS_REGION}, else us-east-1. */
  public static String region() {
    String region = System.getenv("AWS_REGION");
    return region == null || region.isBlank() ? "us-east-1" : region;
  }

  /** The ARN of something in this account and Region. */
  public static String arn(String service, String resource) {
    return "arn:aws:" + service + ":" + region() + ":" + ID + ":" + resource;
  }

  /** A pseudo parameter such as {@code AWS::Region}, or null if it is none. */
  static @Nullable String pseudoParameter(String name, String stack) {
    return switch (name) {
      case "AWS::Region" -> region();
      case "AWS::AccountId" -> ID;
      case "AWS::Partition" -> "aws";
      case "AWS::URLSuffix" -> "amazonaws.com";
      case "AWS::StackName" -> stack;
      case "AWS::StackId" -> arn("cloudformation", "stack/" + stack + "/local");
      default -> null;
    };
  }
}
