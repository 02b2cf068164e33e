package dev.latchkey.core.domain;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class MethodsTest {
  private static final FieldType<List<String>> TYPE = KeyFields.METHODS.type();

  @Test
  void areKeptInAlphabeticalOrder() {
    assertThat(TYPE.parse(List.of("OPTIONS", "GET", "HEAD"), (path, detail) -> {}))
        .containsExactly("GET", "HEAD", "OPTIONS");
    assertThat(TYPE.parse(Route.METHODS, (path, detail) -> {})).isEqualTo(Route.METHODS);
  }

  @Test
  void othersAreRefusedByTheirPlace() {
    String list = " must be a list of 1 to 7 methods";
    String methods = "must be one of DELETE, GET, HEAD, OPTIONS, PATCH, POST, PUT";
    assertThat(problems(List.of())).containsExactly(list);
    assertThat(problems("GET")).containsExactly(list);
    assertThat(problems(List.of("GET", "get", "*", "TRACE")))
        .containsExactly("/1 " + methods, "/2 " + methods, "/3 " + methods);
    assertThat(problems(List.of("GET", "GET"))).containsExactly("/1 is given more than once");
    assertThat(problems(List.of("GET", true))).containsExactly("/1 must be a string");
  }

  private static List<String> problems(Object plain) {
    List<String> problems = new ArrayList<>();
    assertThat(TYPE.parse(plain, (path, detail) -> problems.add(path + " " + detail))).isNull();
    return problems;
  }
}
