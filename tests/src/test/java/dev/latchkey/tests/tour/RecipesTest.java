package dev.latchkey.tests.tour;

import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.core.domain.KeyText;
import dev.latchkey.local.template.Template;
import dev.latchkey.tests.Project;
import dev.latchkey.tests.run.MakeKey;
import dev.latchkey.tests.system.Client;
import dev.latchkey.tests.system.Latchkey;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The commands of the pages' recipes work as they are printed. */
final class RecipesTest {
  private final Latchkey latchkey = Latchkey.shared();
  private final Client engineer = latchkey.as("engineer");
  private final String dataApiId = "recipes-" + UUID.randomUUID().toString().substring(0, 8);
  @TempDir private Path folder;

  @BeforeEach
  void register() {
    engineer
        .post(
            "/v1/data-apis",
            "{'data_api_id': '%s', 'domain': 'sales', 'dataset': 'Orders', 'routes': [{'api_id': '%s'}]}"
                .formatted(dataApiId, Latchkey.ORDERS))
        .expect(201);
  }

  @Test
  void aColleaguesKeysAreHandedOver() throws Exception {
    String colleague = "Ada of " + dataApiId;
    String first = create(colleague);
    String second = create(colleague);
    String other = create("Data platform");
    ShellBlocks page = ShellBlocks.of("docs/operating.md", "### Hand over a colleague's keys");
    String printed =
        page.run(0, environment(Map.of("COLLEAGUE", colleague, "TEAM", "Order team")), folder);
    assertThat(printed).contains("\"done\"").doesNotContain("refused", other);
    assertThat(owner(first)).isEqualTo("Order team");
    assertThat(owner(second)).isEqualTo("Order team");
    assertThat(owner(other)).isEqualTo("Data platform");
  }

  @Test
  void theKeysOfAMigrationAreCreatedOnce() throws Exception {
    ShellBlocks page = ShellBlocks.of("docs/migrate.md", "## Create the keys");
    page.run(0, environment(Map.of()), folder);
    List<String> created = page.run(1, environment(Map.of()), folder).lines().toList();
    assertThat(created).hasSize(2);
    for (String line : created) {
      assertThat(KeyText.parse(line.split("\t", -1)[1], List.of("lk"))).as(line).isPresent();
    }
    assertThat(page.run(1, environment(Map.of()), folder).lines())
        .containsExactly("billing reports\t", "price list\t");
    assertThat(engineer.get("/v1/keys?data_api_id=" + dataApiId).expect(200).json().path("keys"))
        .extracting(key -> key.path("name").asText() + " of " + key.path("owner").asText())
        .contains("billing reports of finance", "price list of sales")
        .hasSize(3);
  }

  @Test
  void aKeyThatItsUserGeneratedIsCreatedAndRotated() throws Exception {
    ShellBlocks page = ShellBlocks.of("docs/secrets.md", "## Client-generated keys");
    MakeKey first = MakeKey.run();
    page.run(0, environment(secretless(first)), folder);
    latchkey.orders().with("X-Api-Key", first.apiKey()).get("/orders").expect(200);
    MakeKey second = MakeKey.run("--key-id", first.keyId());
    page.run(1, environment(secretless(second)), folder);
    latchkey.orders().with("X-Api-Key", second.apiKey()).get("/orders").expect(200);
    latchkey.orders().with("X-Api-Key", first.apiKey()).get("/orders").expect(200);
  }

  @Test
  void aDeniedRequestIsExplained() throws Exception {
    String keyId = create("Data platform");
    String explained =
        ShellBlocks.of("docs/operating.md", "## Explain a denied request")
            .run(0, environment(Map.of("KEY_ID", keyId, "API_ID", "another-api")), folder);
    assertThat(explained).contains("\"outcome\":\"denied\"", "\"reason\":\"route\"");
  }

  @Test
  void aLeakedKeyIsRevokedByItsTextAlone() throws Exception {
    String apiKey =
        engineer
            .post("/v1/keys", "{'data_api_id': '%s', 'name': 'leaked'}".formatted(dataApiId))
            .expect(201)
            .text("api_key");
    String printed =
        ShellBlocks.of("docs/operating.md", "## Leaked keys")
            .run(0, environment(Map.of("LEAKED_KEY", apiKey)), folder);
    assertThat(printed)
        .contains("\"status\":\"revoked\"", "\"revoke_reason\":\"leaked\"", "\"recorded_since\"");
    latchkey.orders().with("X-Api-Key", apiKey).get("/orders").expect(401);
  }

  /** Names in the commands that set the variables of the page, and in what reads them. */
  @Test
  void theStackHasTheOutputsAndResourcesThatCommandsName() {
    String page = Project.read("docs/operating.md");
    Template template =
        Template.load(Project.path("template.yaml"), "latchkey", Map.of("FrontDoor", "true"));
    assertThat(names(page, "output")).isNotEmpty().allMatch(template.outputs()::containsKey);
    assertThat(names(page, "resource"))
        .isNotEmpty()
        .allMatch(name -> Project.read("template.yaml").contains("\n  " + name + ":\n"));
  }

  private static List<String> names(String page, String function) {
    return Pattern.compile("\\$\\(" + function + " (\\w+)\\)")
        .matcher(page)
        .results()
        .map(name -> name.group(1))
        .toList();
  }

  /** TerraformKeyTest applies the example itself. */
  @Test
  void theCommandsForTerraformSetEachVariable() {
    String commands = ShellBlocks.of("docs/secrets.md", "## Terraform").blocks().get(0);
    assertThat(commands)
        .contains("bin/make-key", "export LATCHKEY_TOKEN=", "-chdir=examples/terraform-key");
    Project.read("examples/terraform-key/main.tf")
        .lines()
        .filter(line -> line.startsWith("variable ") && !line.contains("grace_hours"))
        .forEach(line -> assertThat(commands).contains("-var " + line.split("\"", 3)[1] + "="));
  }

  private static Map<String, String> secretless(MakeKey made) {
    return Map.of("KEY_ID", made.keyId(), "SECRET_HASH", made.secretHash());
  }

  private Map<String, String> environment(Map<String, String> more) {
    Map<String, String> all = new HashMap<>(more);
    all.put("API", latchkey.anonymous().base());
    all.put("TOKEN", latchkey.token("engineer"));
    all.put("DATA_API_ID", dataApiId);
    return all;
  }

  private String create(String owner) {
    return engineer
        .post(
            "/v1/keys",
            "{'data_api_id': '%s', 'name': 'a key', 'owner': '%s'}".formatted(dataApiId, owner))
        .expect(201)
        .text("key_id");
  }

  private String owner(String keyId) {
    return engineer.get("/v1/keys/" + keyId).expect(200).text("owner");
  }
}
