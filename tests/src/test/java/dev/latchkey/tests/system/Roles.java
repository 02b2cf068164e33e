package dev.latchkey.tests.system;

import dev.latchkey.testing.dynamodb.GuardedDynamoDb.Asked;
import dev.latchkey.testing.dynamodb.Statement;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiConsumer;

/**
 * Notes, for {@link AfterwardsTest}, what the functions' roles denied and which of their statements
 * were needed: those without which some request would have been denied.
 */
record Roles(List<Statement> statements, SuiteFiles files, Set<Statement> needed)
    implements BiConsumer<Asked, Boolean> {

  Roles(List<Statement> statements, SuiteFiles files) {
    this(statements, files, ConcurrentHashMap.newKeySet());
  }

  @Override
  public void accept(Asked asked, Boolean allowed) {
    if (!allowed) {
      files.note(SuiteFiles.DENIED, asked.toString());
      return;
    }
    List<Statement> allowing = statements.stream().filter(asked::isAllowedBy).toList();
    if (allowing.size() == 1 && needed.add(allowing.get(0))) {
      files.note(SuiteFiles.NEEDED, allowing.get(0).toString());
    }
  }
}
