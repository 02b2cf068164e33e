package dev.latchkey.tests.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaCall;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.lang.ArchRule;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A rule of the house. It is stated for packages below any root, so that it can be held against the
 * code and against a fixture that breaks it.
 */
enum Rule {
  DOMAIN_KNOWS_ONLY_THE_JDK(root -> only(root, "core.domain")),
  APPLICATION_KNOWS_ONLY_DOMAIN(root -> only(root, "core.application", root + ".core.domain..")),
  DYNAMODB_KNOWS_APPLICATION_AND_THE_SDK(
      root ->
          only(
              root,
              "core.dynamodb",
              root + ".core.domain..",
              root + ".core.application..",
              "software.amazon.awssdk..")),
  TELEMETRY_KNOWS_ONLY_THE_JDK(root -> only(root, "core.telemetry")),
  AUTHORIZER_KNOWS_CORE_AND_A_STREAMING_READER(
      root ->
          only(
              root,
              "authorizer",
              root + ".core..",
              "com.fasterxml.jackson.core..",
              "com.amazonaws.services.lambda.runtime",
              "software.amazon.awssdk..",
              "org.crac..")),
  HTTP_KNOWS_CORE_JACKSON_AND_LAMBDA_EVENTS(
      root ->
          only(
              root,
              "management.http",
              root + ".core.domain..",
              root + ".core.application..",
              root + ".core.telemetry..",
              root + ".management.json..",
              "com.fasterxml.jackson..",
              "com.amazonaws.services.lambda.runtime..")),
  JSON_KNOWS_THE_STREAMING_PARSER(
      root -> only(root, "management.json", "com.fasterxml.jackson.core..")),
  AUTH_KNOWS_CORE_AND_NIMBUS(
      root ->
          only(
              root,
              "management.auth",
              root + ".core.domain..",
              root + ".core.application..",
              root + ".management.json..",
              "com.nimbusds..")),
  HISTORY_KNOWS_CORE_AND_LAMBDA_EVENTS(
      root ->
          only(
              root,
              "management.history",
              root + ".core..",
              "com.amazonaws.services.lambda.runtime.events..")),
  USAGE_KNOWS_CORE_AND_JSON(
      root ->
          only(
              root,
              "management.usage",
              root + ".core.domain..",
              root + ".core.application..",
              root + ".management.json..")),
  AWS_KNOWS_JSON_AND_THE_SDK(
      root ->
          only(root, "management.aws", root + ".management.json..", "software.amazon.awssdk..")),
  EVENTBRIDGE_KNOWS_CORE_HISTORY_AND_HTTP(
      root ->
          only(
              root,
              "management.eventbridge",
              root + ".core..",
              root + ".management.aws..",
              root + ".management.history..",
              root + ".management.http..",
              root + ".management.json..")),
  SECRETSMANAGER_KNOWS_CORE_AND_JSON(
      root ->
          only(
              root,
              "management.secretsmanager",
              root + ".core.domain..",
              root + ".core.application..",
              root + ".management.aws..",
              root + ".management.json..")),
  CLOUDFORMATION_KNOWS_CORE_HTTP_AND_JSON(
      root ->
          only(
              root,
              "management.cloudformation",
              root + ".core.domain..",
              root + ".core.application..",
              root + ".management.http..",
              root + ".management.json..")),
  ONLY_CLIENTS_AND_DEPENDENCIES_KNOW_THE_SDK(
      root ->
          noClasses()
              .that()
              .resideInAPackage(root + "..")
              .and()
              .resideOutsideOfPackages(
                  root + ".core.dynamodb..",
                  root + ".authorizer.dynamodb..",
                  root + ".management.aws..",
                  root + ".local..")
              .and(new Not("dependencies", Rule::isDependencies))
              .should()
              .dependOnClassesThat()
              .resideInAPackage("software.amazon.awssdk..")),
  LOCAL_KNOWS_NOTHING_OF_KEYS(
      root ->
          noClasses()
              .that()
              .resideInAPackage(root + ".local..")
              .should()
              .dependOnClassesThat()
              .resideInAnyPackage(
                  root + ".core..",
                  root + ".authorizer..",
                  root + ".management..",
                  root + ".example..")),
  PACKAGES_FORM_NO_CYCLES(root -> slices().matching(root + ".(**)").should().beFreeOfCycles()),
  TIME_IS_AN_ARGUMENT(root -> calledOnlyByDependencies(root, "read a clock", Rule::readsAClock)),
  RANDOMNESS_IS_AN_ARGUMENT(
      root -> calledOnlyByDependencies(root, "make randomness", Rule::makesRandomness)),
  THE_ENVIRONMENT_IS_READ_IN_ONE_PLACE(
      root -> calledOnlyByDependencies(root, "read the environment", Rule::readsTheEnvironment)),
  NOTHING_SCANS(
      root ->
          noClasses()
              .that()
              .resideInAPackage(root + "..")
              .and()
              .resideOutsideOfPackage(root + ".local..")
              .should()
              .callMethodWhere(
                  describe(
                      "Scan is called",
                      call -> Set.of("scan", "scanPaginator").contains(call.getName())))),
  SECRETS_SAY_NOTHING_OF_THEMSELVES(
      root ->
          classes()
              .that()
              .haveNameMatching(Pattern.quote(root + ".core.domain.Secret") + ".*")
              .should(new HaveNoTextOrComparison())),
  SECRETS_ARE_REVEALED_IN_THREE_PLACES(
      root ->
          noClasses()
              .that()
              .resideInAPackage(root + "..")
              .and()
              .resideOutsideOfPackage(root + ".core.domain..")
              .and()
              .doNotHaveSimpleName("KeyView")
              .and()
              .doNotHaveSimpleName("SecretValue")
              .should()
              .callMethodWhere(
                  describe(
                      "a secret is revealed",
                      call ->
                          call.getName().equals("reveal")
                              && call.getTargetOwner()
                                  .getPackageName()
                                  .equals(root + ".core.domain")))),
  ONLY_TELEMETRY_PRINTS(
      root ->
          noClasses()
              .that()
              .resideInAPackage(root + "..")
              .and()
              .resideOutsideOfPackages(
                  root + ".core.telemetry..", root + ".local..", root + ".example..")
              .should()
              .accessField(System.class, "out")
              .orShould()
              .accessField(System.class, "err")
              .orShould()
              .callMethod(Throwable.class, "printStackTrace"));

  @SuppressWarnings("ImmutableEnumChecker")
  private final Function<String, ArchRule> below;

  Rule(Function<String, ArchRule> below) {
    this.below = below;
  }

  /** The rule for the packages below a root. */
  ArchRule below(String root) {
    return below.apply(root);
  }

  private static ArchRule only(String root, String name, String... others) {
    String[] allowed =
        Stream.concat(
                Stream.of("java..", "org.jspecify..", root + "." + name + ".."), Stream.of(others))
            .toArray(String[]::new);
    return classes()
        .that()
        .resideInAPackage(root + "." + name + "..")
        .should()
        .onlyDependOnClassesThat()
        .resideInAnyPackage(allowed);
  }

  private static ArchRule calledOnlyByDependencies(
      String root, String what, Predicate<JavaCall<?>> call) {
    return noClasses()
        .that()
        .resideInAPackage(root + "..")
        .and()
        .resideOutsideOfPackages(root + ".local..", root + ".example..")
        .and(new Not("dependencies", Rule::isDependencies))
        .should()
        .callCodeUnitWhere(describe("they " + what, call));
  }

  private static boolean isDependencies(JavaClass type) {
    String name = type.getName();
    return name.endsWith("Dependencies") || name.contains("Dependencies$");
  }

  private static boolean readsAClock(JavaCall<?> call) {
    String owner = call.getTargetOwner().getName();
    return (owner.startsWith("java.time.")
            && (call.getName().equals("now") || call.getName().startsWith("system")))
        || (owner.equals("java.lang.System") && call.getName().equals("currentTimeMillis"))
        || (owner.equals("java.util.Date") && call.getName().equals("<init>"));
  }

  private static boolean makesRandomness(JavaCall<?> call) {
    String owner = call.getTargetOwner().getName();
    return (call.getName().equals("<init>")
            && Set.of(
                    "java.util.Random", "java.security.SecureRandom", "java.util.SplittableRandom")
                .contains(owner))
        || owner.equals("java.util.concurrent.ThreadLocalRandom")
        || (owner.equals("java.util.UUID") && call.getName().equals("randomUUID"))
        || (owner.equals("java.lang.Math") && call.getName().equals("random"))
        || (owner.equals("java.security.SecureRandom") && call.getName().startsWith("getInstance"));
  }

  private static boolean readsTheEnvironment(JavaCall<?> call) {
    String owner = call.getTargetOwner().getName();
    return owner.equals("java.lang.System")
        && Set.of("getenv", "getProperty").contains(call.getName());
  }

  private static DescribedPredicate<JavaCall<?>> describe(
      String description, Predicate<JavaCall<?>> call) {
    return DescribedPredicate.describe(description, call);
  }

  /** Everything but some classes. */
  private static final class Not extends DescribedPredicate<JavaClass> {
    private final Predicate<JavaClass> what;

    Not(String description, Predicate<JavaClass> what) {
      super("are not " + description);
      this.what = what;
    }

    @Override
    public boolean test(JavaClass type) {
      return !what.test(type);
    }
  }
}
