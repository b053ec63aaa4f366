package dev.larder.packaging;

import java.util.regex.Pattern;

/** The words of which dependencies are made (PEP 508). */
enum Token {
  LEFT_PARENTHESIS("\\("),
  RIGHT_PARENTHESIS("\\)"),
  LEFT_BRACKET("\\["),
  RIGHT_BRACKET("\\]"),
  SEMICOLON(";"),
  COMMA(","),
  AT("@"),
  BLANKS("[ \\t]+"),
  URL("[^ \\t]+"),
  CLAUSES("[^;)]*+"),
  IDENTIFIER("\\b[a-zA-Z0-9][a-zA-Z0-9._-]*\\b"),
  QUOTED("'[^']*+'|\"[^\"]*+\""),
  OPERATOR("===|==|~=|!=|<=|>=|<|>"),
  BOOLEAN("\\b(?:or|and)\\b"),
  IN("\\bin\\b"),
  NOT("\\bnot\\b"),
  VARIABLE(
      "\\b(?:python_version|python_full_version|os[._]name|sys[._]platform"
          + "|platform_(?:release|system)|platform[._](?:version|machine|python_implementation)"
          + "|python_implementation|implementation_(?:name|version)|extras?|dependency_groups)\\b");

  private final Pattern pattern;

  Token(String regex) {
    pattern = Pattern.compile(regex, Pattern.UNICODE_CHARACTER_CLASS);
  }

  Pattern pattern() {
    return pattern;
  }
}
