package dev.larder.index.benchmark;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;

/**
 * Names as an index of PyPI's size has them: families of ten thousands with one beginning, words
 * that every hundredth name has, and words of nobody else's. Always the same ones.
 */
final class ManyNames {
  private static final String[] FAMILIES = {
    "odoo-addon-",
    "py",
    "django-",
    "python-",
    "pytest-",
    "aws-cdk-",
    "llama-index-",
    "langchain-",
    "mcp-",
    "flask-",
    "apache-airflow-providers-",
    "opentelemetry-instrumentation-",
    "azure-mgmt-",
    "types-",
    "tencentcloud-sdk-python-",
    "google-cloud-",
    "jupyter-",
    "sphinx-",
    "fastapi-",
    "collective-",
    "plone-",
    "mkdocs-",
    "tap-",
    "robotframework-",
    "discord-",
    "streamlit-"
  };
  private static final String[] WORDS = {
    "api",
    "client",
    "tools",
    "utils",
    "data",
    "cli",
    "core",
    "test",
    "sdk",
    "lib",
    "python",
    "server",
    "auth",
    "web",
    "bot",
    "model",
    "agent",
    "config",
    "manager",
    "parser",
    "simple",
    "async",
    "cloud",
    "service",
    "image",
    "text",
    "file",
    "graph",
    "plugin",
    "wrapper",
    "kit",
    "framework",
    "learn",
    "stream",
    "search",
    "json",
    "log",
    "time",
    "math",
    "plot",
    "sql",
    "db",
    "http",
    "net",
    "task",
    "video",
    "game",
    "chat",
    "ai",
    "ml",
    "nlp",
    "torch",
    "quant",
    "robot",
    "metrics",
    "monitor",
    "crypto",
    "token",
    "proxy",
    "cache",
    "queue",
    "worker",
    "engine",
    "builder",
    "generator",
    "validator",
    "template",
    "theme",
    "docs",
    "report",
    "schema",
    "query",
    "storage",
    "backup",
    "sync",
    "event",
    "signal",
    "audio",
    "color",
    "table",
    "tree",
    "matrix",
    "vector",
    "cluster",
    "docker",
    "kube",
    "terraform",
    "ansible",
    "deploy",
    "release",
    "version",
    "hello",
    "my",
    "example",
    "demo",
    "toolbox",
    "helper",
    "common",
    "base",
    "extra",
    "easy",
    "fast"
  };
  private static final String CONSONANTS = "bcdfghjklmnprstvwz";
  private static final String VOWELS = "aeiouy";

  private final Random random = new Random(1);

  private ManyNames() {}

  /** So many, in no order; those of a file, a name a line, where {@code larder.names} says so. */
  static List<String> of(int count) throws IOException {
    String file = System.getProperty("larder.names", "");
    return file.isEmpty()
        ? new ManyNames().make(count)
        : Files.readAllLines(Path.of(file)).stream().distinct().limit(count).toList();
  }

  private List<String> make(int count) {
    Set<String> names = new LinkedHashSet<>();
    while (names.size() < count) {
      names.add(name());
    }
    return new ArrayList<>(names);
  }

  private String name() {
    double kind = random.nextDouble();
    if (kind < 0.2) {
      return some(FAMILIES) + some(WORDS) + (random.nextBoolean() ? "-" + made() : made());
    }
    if (kind < 0.4) {
      return made() + "-" + some(WORDS);
    }
    if (kind < 0.55) {
      return some(WORDS) + "-" + some(WORDS) + "-" + made();
    }
    if (kind < 0.75) {
      return made() + some(WORDS);
    }
    return made() + (kind < 0.85 ? "" + random.nextInt(100) : kind < 0.95 ? "-" + made() : "");
  }

  /** The first ones more often. */
  private String some(String... of) {
    return of[(int) (of.length * Math.pow(random.nextDouble(), 2.5))];
  }

  private String made() {
    StringBuilder word = new StringBuilder();
    for (int i = 2 + random.nextInt(3); i > 0; i--) {
      word.append(CONSONANTS.charAt(random.nextInt(CONSONANTS.length())))
          .append(VOWELS.charAt(random.nextInt(VOWELS.length())));
    }
    return random.nextInt(3) == 0 ? word.append('n').toString() : word.toString();
  }
}
