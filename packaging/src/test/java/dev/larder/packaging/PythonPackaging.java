package dev.larder.packaging;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Assumptions;

/**
 * Python's own {@code packaging}, installed by pip as this machine is configured, and asked in one
 * process.
 */
final class PythonPackaging {

  private static final Path HERE = Path.of("src/test/python");
  private static final Path FOLDER = Path.of("target/python-packaging");
  private static final ObjectMapper JSON = new ObjectMapper();

  private PythonPackaging() {}

  /**
   * The answers, one a question. Where Python or its package can't be had, the test is skipped and
   * says why.
   */
  static List<JsonNode> answers(List<List<String>> questions)
      throws IOException, InterruptedException {
    install();
    Path in = Files.createTempFile("questions", ".jsonl");
    Path out = Files.createTempFile("answers", ".jsonl");
    try {
      try (var writer = Files.newBufferedWriter(in)) {
        for (List<String> question : questions) {
          writer.append(JSON.writeValueAsString(question)).append('\n');
        }
      }
      var builder = new ProcessBuilder("python3", HERE.resolve("answer.py").toString());
      builder.environment().put("PYTHONPATH", FOLDER.toAbsolutePath().toString());
      Process process =
          builder
              .redirectInput(in.toFile())
              .redirectOutput(out.toFile())
              .redirectError(ProcessBuilder.Redirect.INHERIT)
              .start();
      if (!process.waitFor(5, TimeUnit.MINUTES)) {
        process.destroyForcibly();
        throw new IllegalStateException("python3 has not answered within 5 minutes");
      }
      return read(out);
    } finally {
      Files.delete(in);
      Files.delete(out);
    }
  }

  private static List<JsonNode> read(Path out) throws IOException {
    var answers = new ArrayList<JsonNode>();
    try (BufferedReader reader = Files.newBufferedReader(out)) {
      String version = JSON.readTree(reader.readLine()).asText();
      if (!requirement().equals("packaging==" + version)) {
        throw new IllegalStateException("asked for %s, got %s".formatted(requirement(), version));
      }
      for (String line = reader.readLine(); line != null; line = reader.readLine()) {
        answers.add(JSON.readTree(line));
      }
    }
    return answers;
  }

  private static void install() throws IOException, InterruptedException {
    if (Files.isDirectory(FOLDER.resolve(requirement().replace("==", "-") + ".dist-info"))) {
      return;
    }
    var pip =
        List.of(
            "python3",
            "-m",
            "pip",
            "install",
            "--quiet",
            "--no-deps",
            "--upgrade",
            "--target",
            FOLDER.toString(),
            "-r",
            HERE.resolve("requirements.txt").toString());
    String output;
    int status;
    try {
      Process process = new ProcessBuilder(pip).redirectErrorStream(true).start();
      output =
          new String(
              process.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
      status = process.waitFor();
    } catch (IOException e) {
      Assumptions.abort(
          "not compared with Python: python3 can't be run here (" + e.getMessage() + ")");
      return;
    }
    if (status != 0) {
      String reason = Arrays.stream(output.split("\n")).reduce("", (a, b) -> b);
      Assumptions.abort(
          "not compared with Python: pip can't install %s here (%s)"
              .formatted(requirement(), reason));
    }
  }

  private static String requirement() throws IOException {
    return Files.readString(HERE.resolve("requirements.txt")).strip();
  }
}
