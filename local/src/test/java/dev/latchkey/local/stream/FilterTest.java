package dev.latchkey.local.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FilterTest {
  private static final String RECORD =
      "{\"eventName\":\"INSERT\",\"dynamodb\":{\"Keys\":{\"sk\":{\"S\":\"EVENT#1\"}}}}";

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{'eventName':['INSERT','MODIFY']} | true",
        "{'eventName':['REMOVE']} | false",
        "{'dynamodb':{'Keys':{'sk':{'S':['KEY','API']}}}} | false",
        "{'dynamodb':{'Keys':{'sk':{'S':['KEY','EVENT#1']}}}} | true",
        "{'dynamodb':{'Keys':{'sk':{'S':[{'prefix':'EVENT#'}]}}}} | true",
        "{'dynamodb':{'Keys':{'sk':{'S':[{'anything-but':['KEY']}]}}}} | true",
        "{'dynamodb':{'Keys':{'sk':{'S':[{'anything-but':['EVENT#1']}]}}}} | false",
        "{'userIdentity':{'principalId':[{'exists':false}]}} | true",
        "{'eventName':['INSERT'],'userIdentity':{'principalId':[{'exists':true}]}} | false",
        "{'eventName':[1]} | false",
        "{} | true"
      })
  void aRecordMatchesWhenEachNamedFieldDoes(String pattern, boolean matches) throws Exception {
    assertThat(
            Filter.parse(pattern.replace('\'', '"')).matches(new ObjectMapper().readTree(RECORD)))
        .isEqualTo(matches);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "[]", "{\"a\":1}", "{\"a\":[{\"numeric\":[\">\",1]}]}", "{"})
  void whatIsNotUnderstoodIsRefused(String pattern) {
    assertThatThrownBy(() -> Filter.parse(pattern)).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void theRefusalNamesTheRule() {
    assertThatThrownBy(() -> Filter.parse("{\"a\":[{\"suffix\":\"x\"}]}"))
        .hasMessageContaining("suffix");
  }
}
