package dev.larder.auth.publisher;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;

/** Which claims say whose job it is, by who runs it. */
enum IssuerKind {
  /** {@code workflow} is the file in {@code .github/workflows}, as GitHub's settings call it. */
  GITHUB(
      "github", "https://token.actions.githubusercontent.com", List.of("repository", "workflow")) {
    @Override
    boolean runs(String workflow, SortedMap<String, String> wanted, Map<String, Object> claims) {
      String before = "%s/.github/workflows/%s@".formatted(wanted.get("repository"), workflow);
      return Claims.text(claims, "job_workflow_ref")
          .filter(at -> at.startsWith(before))
          .map(at -> at.substring(before.length()))
          .filter(at -> isRef(at, claims, "ref") || isRef(at, claims, "sha"))
          .isPresent();
    }
  },
  /** {@code workflow} is the pipeline's file, {@code .gitlab-ci.yml} mostly. */
  GITLAB("gitlab", "https://gitlab.com", List.of("project_path", "workflow")) {
    @Override
    boolean runs(String workflow, SortedMap<String, String> wanted, Map<String, Object> claims) {
      String before = "gitlab.com/%s//%s@".formatted(wanted.get("project_path"), workflow);
      return Claims.text(claims, "ci_config_ref_uri")
          .filter(at -> at.startsWith(before) && at.length() > before.length())
          .isPresent();
    }
  },
  /** Any other: its {@code sub} tells one from another. */
  OTHER("", "", List.of("sub")) {
    @Override
    boolean runs(String workflow, SortedMap<String, String> wanted, Map<String, Object> claims) {
      return Claims.text(claims, WORKFLOW).equals(Optional.of(workflow));
    }
  };

  private static final String WORKFLOW = "workflow";

  private final String word;
  private final String url;
  private final List<String> needed;

  IssuerKind(String word, String url, List<String> needed) {
    this.word = word;
    this.url = url;
    this.needed = needed;
  }

  /** The claims that a publisher must name, or it would be everybody. */
  List<String> needed() {
    return needed;
  }

  /** Whether the job that has these claims runs that workflow. */
  abstract boolean runs(
      String workflow, SortedMap<String, String> wanted, Map<String, Object> claims);

  /** Whether a job with these claims is one that was meant. */
  boolean matches(SortedMap<String, String> wanted, Map<String, Object> claims) {
    return wanted.keySet().containsAll(needed)
        && wanted.entrySet().stream()
            .allMatch(
                want ->
                    want.getKey().equals(WORKFLOW)
                        ? runs(want.getValue(), wanted, claims)
                        : Claims.text(claims, want.getKey()).equals(Optional.of(want.getValue())));
  }

  static IssuerKind of(String url) {
    return Arrays.stream(values()).filter(kind -> kind.url.equals(url)).findFirst().orElse(OTHER);
  }

  /** The URL that is meant by a word or by itself. */
  static String url(String issuer) {
    return Arrays.stream(values())
        .filter(kind -> kind != OTHER && kind.word.equals(issuer))
        .findFirst()
        .map(kind -> kind.url)
        .orElse(issuer);
  }

  private static boolean isRef(String at, Map<String, Object> claims, String claim) {
    return Claims.text(claims, claim).equals(Optional.of(at));
  }
}
