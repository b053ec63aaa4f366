package dev.larder.packaging;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class MetadataRulesTest {

  private static Optional<String> check(String version, String fields) {
    String text = "Metadata-Version: %s\nName: foo\nVersion: 1\n%s\n".formatted(version, fields);
    CoreMetadata metadata =
        assertThat(CoreMetadata.parse(text.getBytes(StandardCharsets.UTF_8)))
            .asInstanceOf(InstanceOfAssertFactories.type(CoreMetadata.Read.class))
            .actual()
            .metadata();
    return MetadataRules.check(metadata).map(v -> v.field().header() + ": " + v.reason());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Requires-Dist: requests[socks]>=2 ; extra == 'x'",
        "Requires-Dist: local @ file:///srv/local-1.zip",
        "Requires-Python:",
        "Requires-Python: >=3.8,",
        "Provides-Extra: Dev_x",
        "Dynamic: requires-dist",
        "License-Expression: mit or (Apache-2.0 AND LicenseRef-Corp)",
        "License: see LICENSE",
        "License-File: LICENSE",
        "License-File: licenses/a..b/LICENSE.txt",
        "Description-Content-Type: text/markdown; charset=UTF-8; variant=CommonMark",
        "Description-Content-Type: text/x-rst; charset=\"utf-8\"",
        "Import-Name: foo.bar",
        "Import-Name: _foo ; private",
        "Import-Namespace: zope",
        "Summary: one line, of any letters: é",
        "Author-email: ada@corp.example",
        "Author-email: Ada Lovelace <ada@corp.example>",
        "Author-email: \"Lovelace, Ada (she)\" <ada@corp.example>",
        "Maintainer-email: ada+larder@corp (Ada, at home)",
        "Maintainer-email: ada@corp.local",
        "Author-email: Jörg <jörg@müller.example>",
        "Author-email: Lovelace, Ada <ada@corp.example>",
        "Author-email: ada@corp.example, grace at corp",
        "Author-email:",
        "Author-email: UNKNOWN",
        "Home-page: UNKNOWN",
        "Home-page: https://corp.example/a%20b?c=[d]#e",
        "Home-page: http://wiki/übersicht",
        "Download-URL: file:///srv/larder",
        "Project-URL: Source, ssh://git@corp.example/larder.git",
        "Project-URL: 12345678901234567890123456789012, https://corp.example/a,b",
        "Classifier: Programming Language :: Python :: 3",
        "Classifier: Private :: Do Not Upload",
        "Classifier: Corp :: Team of ours",
        "Keywords: larder, mirror",
        "Provides-Dist: other",
        "Obsoletes-Dist: other<2"
      })
  void whatTheSpecificationAllowsIsFine(String field) {
    assertThat(check("2.5", field)).isEmpty();
  }

  @ParameterizedTest
  @EnumSource(
      value = MetadataField.class,
      mode = EnumSource.Mode.EXCLUDE,
      names = {"METADATA_VERSION", "NAME", "VERSION", "SUMMARY"})
  void everyFieldHasALimit(MetadataField field) {
    int limit = FieldLimit.of(field).bytes();
    String tooLong =
        "%s: It is too long: at most %d bytes are taken".formatted(field.header(), limit);

    assertThat(check("2.5", field.header() + ": " + "x".repeat(limit + 1))).contains(tooLong);
    assertThat(check("2.5", field.header() + ": " + "x".repeat(limit)))
        .isNotEqualTo(Optional.of(tooLong));
  }

  @Test
  void theBodyHasTheLimitOfADescription() {
    int limit = FieldLimit.DESCRIPTION.bytes();
    String body = "\n" + "é".repeat(limit / 2 - 1);

    assertThat(check("2.5", body + "x")).isEmpty();
    assertThat(check("2.5", body + "xx").orElse("")).startsWith("Description: It is too long");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          Requires-Dist: foo bar|Requires-Dist: 'foo bar' is invalid for 'requires-dist'
          Requires-Dist: foo; nonsense == 'x'|Requires-Dist: 'foo; nonsense == 'x'' is invalid for 'requires-dist'
          Requires-Python: 3|Requires-Python: '3' is invalid for 'requires-python'
          Provides-Extra: -x|Provides-Extra: '-x' is invalid for 'provides-extra'
          Dynamic: Version|Dynamic: 'version' is not allowed as a dynamic field
          Dynamic: metadata-version|Dynamic: 'metadata-version' is not allowed as a dynamic field
          Dynamic: colour|Dynamic: 'colour' is not a valid dynamic field
          License-Expression: Nobody-1.0|License-Expression: 'Nobody-1.0' is invalid for 'license-expression'
          License-Expression: MIT~License: MIT|License: License is deprecated when License-Expression is present. Only License-Expression should be present
          License-File: ../LICENSE|License-File: '../LICENSE' is invalid for 'license-file', parent directory indicators are not allowed
          License-File: LICEN*|License-File: 'LICEN*' is invalid for 'license-file', paths must be resolved
          License-File: /LICENSE|License-File: '/LICENSE' is invalid for 'license-file', paths must be relative
          License-File: c:/LICENSE|License-File: 'c:/LICENSE' is invalid for 'license-file', paths must be relative
          License-File: a\\LICENSE|License-File: 'a\\LICENSE' is invalid for 'license-file', paths must use '/' delimiter
          Description-Content-Type: text/html|Description-Content-Type: 'description-content-type' must be one of ['text/plain', 'text/x-rst', 'text/markdown'], not 'text/html'
          Description-Content-Type: text/plain; charset=latin-1|Description-Content-Type: 'description-content-type' can only specify the UTF-8 charset, not 'latin-1'
          Description-Content-Type: text/markdown; variant=x|Description-Content-Type: valid Markdown variants for 'description-content-type' are ['GFM', 'CommonMark'], not 'x'
          Import-Name: import|Import-Name: 'import' is invalid for 'import-name'
          Import-Namespace: a..b|Import-Namespace: 'a..b' is invalid for 'import-namespace'
          Import-Name: a; public|Import-Name: 'a; public' is invalid for 'import-name'
          Summary: one~ two|Summary: 'summary' must be a single line
          Author-email: ada|Author-email: 'ada' is not a valid email address: An email address must have an @-sign.
          Author-email: Ada <ada at corp>|Author-email: 'ada at corp' is not a valid email address: An email address must have an @-sign.
          Maintainer-email: @corp.example|Maintainer-email: '@corp.example' is not a valid email address: There must be something before the @-sign.
          Maintainer-email: Ada <ada@>|Maintainer-email: 'ada@' is not a valid email address: There must be something after the @-sign.
          Author-email: a b@corp.example|Author-email: 'a b@corp.example' is not a valid email address: What stands before the @-sign is invalid.
          Author-email: a..b@corp.example|Author-email: 'a..b@corp.example' is not a valid email address: What stands before the @-sign is invalid.
          Author-email: ada@corp..example|Author-email: 'ada@corp..example' is not a valid email address: What stands after the @-sign is invalid.
          Author-email: ada@corp_example|Author-email: 'ada@corp_example' is not a valid email address: What stands after the @-sign is invalid.
          Home-page: corp.example|Home-page: 'corp.example' is not a valid url
          Home-page: https://corp.example/a b|Home-page: 'https://corp.example/a b' is not a valid url
          Home-page: https://corp.example/100%|Home-page: 'https://corp.example/100%' is not a valid url
          Download-URL: JavaScript:alert(1)|Download-URL: 'JavaScript:alert(1)' is not a valid url
          Project-URL: Source, git@corp.example:larder.git|Project-URL: 'git@corp.example:larder.git' is not a valid url
          Project-URL: Source|Project-URL: Must have a URL
          Project-URL: , https://corp.example|Project-URL: Must have a label
          Project-URL: 123456789012345678901234567890123, https://corp.example|Project-URL: '123456789012345678901234567890123' must be 32 characters or less
          Project-URL: A, https://a.example~Project-URL: A, https://b.example|Project-URL: 'A' is given more than once
          Classifier: Topic|Classifier: 'Topic' is not a valid classifier
          Classifier: Topic ::  :: Utilities|Classifier: 'Topic ::  :: Utilities' is not a valid classifier
          Provides-Dist: foo bar|Provides-Dist: 'foo bar' is invalid for 'provides-dist'
          Obsoletes-Dist: foo bar|Obsoletes-Dist: 'foo bar' is invalid for 'obsoletes-dist'
          """)
  void whatBreaksARuleIsNamed(String fields, String violation) {
    assertThat(check("2.4", fields.replace("~", "\n"))).contains(violation);
  }

  @Test
  void aSummaryHasAtMostFiveHundredAndTwelveCharacters() {
    assertThat(check("2.1", "Summary: " + "x".repeat(512))).isEmpty();
    assertThat(check("2.1", "Summary: " + "x".repeat(513)))
        .contains("Summary: 'summary' field must be 512 characters or less");
  }

  @Test
  void beforeMetadata24NobodyHadSaidWhatALicenseFileIs() {
    assertThat(check("2.1", "License-File: ../LICENSE")).isEmpty();
  }
}
