package dev.larder.e2e.upstream.simulated;

import java.util.List;
import java.util.concurrent.CountDownLatch;

/** {@code serve} and {@code fetch}, run by {@code benchmarks/upstream}. */
final class UpstreamCommand {
  private UpstreamCommand() {}

  public static void main(String[] words) throws Exception {
    try {
      run(List.of(words));
    } catch (IllegalArgumentException e) {
      System.err.println(e.getMessage());
      System.exit(2);
    }
  }

  private static void run(List<String> words) throws Exception {
    switch (words.isEmpty() ? "" : words.getFirst()) {
      case "serve" -> serve(words.subList(1, words.size()));
      case "fetch" -> {
        var fetcher = new Fetcher(words.get(1), Integer.parseInt(words.get(2)));
        List<String> names = fetcher.names();
        int most = Math.min(names.size(), Integer.parseInt(words.get(3)));
        System.out.println(fetcher.fetch(names.subList(0, most)));
        System.out.printf(
            "reader: %.1f s of processor%n",
            ProcessHandle.current().info().totalCpuDuration().orElseThrow().toMillis() / 1e3);
      }
      default -> throw new IllegalArgumentException("say serve or fetch");
    }
  }

  private static void serve(List<String> words) throws InterruptedException {
    Options options = Options.PYPI;
    for (String word : words) {
      String[] option = word.split("=", 2);
      if (!option[0].startsWith("--") || option.length < 2) {
        throw new IllegalArgumentException("not of the form --name=value: " + word);
      }
      options = options.with(option[0].substring(2), option[1]);
    }
    System.out.println(SimulatedUpstream.start(options).url());
    new CountDownLatch(1).await();
  }
}
