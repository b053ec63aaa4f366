package dev.larder.packaging;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
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
        "Summary: one line, of any letters: é"
      })
  void whatTheSpecificationAllowsIsFine(String field) {
    assertThat(check("2.5", field)).isEmpty();
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
