package dev.larder.cli.usage;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Predicate;
import picocli.CommandLine;
import picocli.CommandLine.Help;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.UsageMessageSpec;
import picocli.CommandLine.ScopeType;

/** Sets a command's own options apart from those that every command takes, which come last. */
public final class HelpSections {
  private static final String GLOBAL = "globalOptions";

  private HelpSections() {}

  /** Arranges the help of a command and of all its words. */
  public static void arrange(CommandLine line) {
    List<String> keys = new ArrayList<>(line.getHelpSectionKeys());
    keys.add(keys.indexOf(UsageMessageSpec.SECTION_KEY_FOOTER_HEADING), GLOBAL);
    line.setHelpSectionKeys(keys);
    line.getHelpSectionMap()
        .put(
            UsageMessageSpec.SECTION_KEY_OPTION_LIST,
            help -> options(help, option -> !isGlobal(option)));
    line.getHelpSectionMap().put(GLOBAL, HelpSections::global);
    line.getSubcommands().values().forEach(HelpSections::arrange);
  }

  private static String global(Help help) {
    return "%nOptions of every command:%n".formatted() + options(help, HelpSections::isGlobal);
  }

  private static String options(Help help, Predicate<OptionSpec> which) {
    List<OptionSpec> options =
        help.commandSpec().options().stream()
            .filter(option -> !option.hidden())
            .filter(which)
            .sorted(Comparator.comparing(OptionSpec::longestName))
            .toList();
    Help.Layout layout = help.createDefaultLayout();
    layout.addAllOptions(options, help.parameterLabelRenderer());
    return layout.toString();
  }

  private static boolean isGlobal(OptionSpec option) {
    return option.inherited() || option.scopeType() == ScopeType.INHERIT;
  }
}
