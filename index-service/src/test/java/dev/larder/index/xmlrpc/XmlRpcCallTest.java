package dev.larder.index.xmlrpc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class XmlRpcCallTest {

  private static XmlRpcCall parse(String xml) throws XmlRpcCall.Broken {
    return XmlRpcCall.parse(xml.getBytes(StandardCharsets.UTF_8));
  }

  @Test
  void aCallHasAMethodAndArguments() throws XmlRpcCall.Broken {
    assertThat(
            parse(
                """
                <?xml version='1.0'?>
                <methodCall>
                  <methodName> changelog_since_serial </methodName>
                  <params><param><value><int>17</int></value></param></params>
                </methodCall>
                """))
        .isEqualTo(new XmlRpcCall("changelog_since_serial", List.of(OptionalLong.of(17))));
    assertThat(parse("<methodCall><methodName>x</methodName></methodCall>"))
        .isEqualTo(new XmlRpcCall("x", List.of()));
  }

  @ParameterizedTest
  @CsvSource({
    "<i4>17</i4>, 17",
    "<i8>5000000000</i8>, 5000000000",
    "<double>5000000000.0</double>, 5000000000",
    "<int> -1 </int>, -1",
    "<double>1.5</double>,",
    "<double>1e999999999</double>,",
    "<int>99999999999999999999</int>,",
    "<int>many</int>,",
    "<string>17</string>,",
    "17,",
    "<boolean>1</boolean>,",
    "<array><data><value><int>17</int></value></data></array>,",
    "<struct><member><name>n</name><value><int>1</int></value></member></struct>,",
  })
  void anArgumentIsAWholeNumberOrNothingOfUse(String value, Long number) throws XmlRpcCall.Broken {
    String xml =
        "<methodCall><methodName>x</methodName><params><param><value>%s</value></param></params></methodCall>";
    assertThat(parse(xml.formatted(value)).arguments())
        .containsExactly(number == null ? OptionalLong.empty() : OptionalLong.of(number));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "hello",
        "<methodCall>",
        "<methodCall></methodCall>",
        "<methodCall><methodName></methodName></methodCall>",
        "<other><methodName>x</methodName></other>",
        "<methodCall><methodName>x</methodName></methodCall><again/>",
        "<!DOCTYPE methodCall><methodCall><methodName>x</methodName></methodCall>",
        "<!DOCTYPE m [<!ENTITY e SYSTEM 'file:///etc/passwd'>]><methodCall><methodName>&e;</methodName></methodCall>",
        "<!DOCTYPE m [<!ENTITY a 'aaaaaaaaaa'><!ENTITY b '&a;&a;&a;'>]><methodCall><methodName>&b;</methodName></methodCall>",
        "<methodCall><methodName>&e;</methodName></methodCall>"
      })
  void whatIsNoCallIsRefusedInOneLine(String xml) {
    assertThatThrownBy(() -> parse(xml))
        .isInstanceOf(XmlRpcCall.Broken.class)
        .message()
        .isNotBlank()
        .doesNotContain("\n", "root:");
  }
}
