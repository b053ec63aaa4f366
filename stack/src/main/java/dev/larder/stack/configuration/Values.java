package dev.larder.stack.configuration;

import dev.larder.stack.console.Refusal;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads values; what can't be one is refused with its place and what would do. */
final class Values {
  private static final Pattern SIZE = Pattern.compile("([0-9]{1,15}(?:\\.[0-9]{1,3})?) *([a-z]*)");
  private static final Pattern DURATION = Pattern.compile("([0-9]{1,9})(ms|s|m|h|d)");
  private static final Pattern HOST =
      Pattern.compile(
          "(\\*\\.)?[A-Za-z0-9_]([A-Za-z0-9_.-]*[A-Za-z0-9_])?(:[0-9]{1,5}|/[0-9]{1,2})?"
              + "|\\[[0-9A-Fa-f:.]+\\](:[0-9]{1,5})?|[0-9A-Fa-f:.]*:[0-9A-Fa-f:.]*(/[0-9]{1,3})?");

  /** Of five fields; what they mean is for whoever keeps the schedule. */
  private static final Pattern CRON =
      Pattern.compile("[0-9A-Za-z*/,?#-]+( +[0-9A-Za-z*/,?#-]+){4}");

  private static final Map<String, Long> UNITS =
      Map.ofEntries(
          Map.entry("", 1L),
          Map.entry("b", 1L),
          Map.entry("kb", 1_000L),
          Map.entry("mb", 1_000_000L),
          Map.entry("gb", 1_000_000_000L),
          Map.entry("tb", 1_000_000_000_000L),
          Map.entry("kib", 1L << 10),
          Map.entry("mib", 1L << 20),
          Map.entry("gib", 1L << 30),
          Map.entry("tib", 1L << 40));

  private final Map<Key, Setting> settings;

  Values(Map<Key, Setting> settings) {
    this.settings = settings;
  }

  /** What was said, or the default where there is one. */
  private Optional<Setting> setting(Key key) {
    return Optional.ofNullable(settings.get(key))
        .or(
            () ->
                key.usual().isEmpty()
                    ? Optional.empty()
                    : Optional.of(new Setting("the default", List.of(key.usual()), Path.of(""))));
  }

  String text(Key key) {
    return setting(key).orElseThrow().value(key);
  }

  private List<String> said(Key key) {
    return settings.containsKey(key) ? settings.get(key).values() : List.of();
  }

  /** URLs, folders or {@code pip}; folders are absolute. */
  List<String> upstreams(Key key) {
    Setting setting = settings.get(key);
    return setting == null
        ? List.of()
        : setting.values().stream()
            .map(
                value ->
                    value.equals("pip") || value.matches("(?i)[a-z]+:.*")
                        ? value
                        : setting.base().resolve(value).toAbsolutePath().normalize().toString())
            .toList();
  }

  /** A list that may also be written with commas. */
  List<String> list(Key key) {
    return list(key, ",");
  }

  /** Hosts and networks, as services read them. */
  List<String> hosts(Key key) {
    List<String> hosts = list(key);
    for (String host : hosts) {
      if (!HOST.matcher(host).matches()) {
        throw settings
            .get(key)
            .refused(key, "write hosts, host:port or networks such as 10.1.0.0/16");
      }
    }
    return hosts;
  }

  /** A list of what may have commas in it, such as names of a directory. */
  List<String> namesOfDirectory(Key key) {
    return list(key, ";");
  }

  private List<String> list(Key key, String between) {
    return said(key).stream()
        .flatMap(value -> Arrays.stream(value.split(between)))
        .map(String::strip)
        .filter(value -> !value.isEmpty())
        .toList();
  }

  int port(Key key) {
    Setting setting = setting(key).orElseThrow();
    String value = setting.value(key);
    if (value.matches("[0-9]{1,5}")) {
      int port = Integer.parseInt(value);
      if (port >= 1 && port <= 65535) {
        return port;
      }
    }
    throw new Refusal(
        "%s: '%s' is no port; choose one from 1 to 65535".formatted(setting.place(), value));
  }

  /** Bytes. */
  long size(Key key) {
    Setting setting = setting(key).orElseThrow();
    Matcher size = SIZE.matcher(setting.value(key).toLowerCase(Locale.ROOT));
    if (size.matches() && UNITS.containsKey(size.group(2))) {
      BigInteger bytes =
          new BigDecimal(size.group(1))
              .multiply(BigDecimal.valueOf(UNITS.get(size.group(2))))
              .toBigInteger();
      if (bytes.signum() > 0 && bytes.bitLength() < Long.SIZE) {
        return bytes.longValue();
      }
    }
    throw setting.refused(key, "write bytes, or a number with KB, MB, GB, KiB, MiB or GiB");
  }

  /** Bytes; empty where nothing is said. */
  OptionalLong boundOf(Key key) {
    return setting(key).isEmpty() ? OptionalLong.empty() : OptionalLong.of(size(key));
  }

  String duration(Key key) {
    Setting setting = setting(key).orElseThrow();
    if (DURATION.matcher(setting.value(key)).matches()) {
      return setting.value(key);
    }
    throw setting.refused(key, "write a number with ms, s, m, h or d");
  }

  /** A duration that is at least this long. */
  String duration(Key key, Duration least, String written) {
    String value = duration(key);
    Matcher parts = DURATION.matcher(value);
    if (parts.matches() && length(parts).compareTo(least) >= 0) {
      return value;
    }
    throw setting(key).orElseThrow().refused(key, "write %s or more".formatted(written));
  }

  private static Duration length(Matcher duration) {
    ChronoUnit unit =
        switch (duration.group(2)) {
          case "ms" -> ChronoUnit.MILLIS;
          case "s" -> ChronoUnit.SECONDS;
          case "m" -> ChronoUnit.MINUTES;
          case "h" -> ChronoUnit.HOURS;
          default -> ChronoUnit.DAYS;
        };
    return Duration.of(Long.parseLong(duration.group(1)), unit);
  }

  /** A number of things, none too. */
  int count(Key key) {
    Setting setting = setting(key).orElseThrow();
    if (setting.value(key).matches("[0-9]{1,9}")) {
      return Integer.parseInt(setting.value(key));
    }
    throw setting.refused(key, "write a number, 0 for no limit");
  }

  /** A number of things within bounds. */
  int count(Key key, int least, int most) {
    Setting setting = setting(key).orElseThrow();
    if (setting.value(key).matches("[0-9]{1,9}")) {
      int count = Integer.parseInt(setting.value(key));
      if (count >= least && count <= most) {
        return count;
      }
    }
    throw setting.refused(key, "write a number from %d to %d".formatted(least, most));
  }

  /** A cron expression, or {@code never}. */
  String schedule(Key key) {
    Setting setting = setting(key).orElseThrow();
    String value = setting.value(key);
    if (value.equals("never") || CRON.matcher(value).matches()) {
      return value;
    }
    throw setting.refused(key, "write a cron expression as '0 1 * * *', or never");
  }

  boolean on(Key key) {
    Setting setting = setting(key).orElseThrow();
    return switch (setting.value(key).toLowerCase(Locale.ROOT)) {
      case "on", "true", "yes" -> true;
      case "off", "false", "no" -> false;
      default -> throw setting.refused(key, "write on or off");
    };
  }

  /** A file that can be read. */
  Optional<Path> file(Key key) {
    return setting(key)
        .map(
            setting -> {
              try {
                Path file = setting.base().resolve(setting.value(key)).toAbsolutePath().normalize();
                if (Files.isRegularFile(file) && Files.isReadable(file)) {
                  return file;
                }
                throw setting.refused(key, "%s is no file that can be read".formatted(file));
              } catch (InvalidPathException e) {
                throw setting.refused(key, "it is no path");
              }
            });
  }

  /** A public address, without a last slash. */
  Optional<URI> address(Key key) {
    return setting(key)
        .map(
            setting -> {
              try {
                URI uri = new URI(setting.value(key).replaceAll("/+$", ""));
                String scheme = String.valueOf(uri.getScheme()).toLowerCase(Locale.ROOT);
                if ((scheme.equals("http") || scheme.equals("https"))
                    && uri.getHost() != null
                    && uri.getRawUserInfo() == null
                    && uri.getRawQuery() == null
                    && uri.getRawFragment() == null) {
                  return uri;
                }
              } catch (URISyntaxException e) {
                // refused below
              }
              throw setting.refused(key, "write it as https://host/path");
            });
  }
}
