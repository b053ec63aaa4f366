package dev.larder.cli;

import picocli.CommandLine.Model.CommandSpec;

/**
 * A word that only gathers others, as {@code create} and {@code list} do; alone it is wrong usage.
 */
record Group(String name, String description, String example) {

  CommandSpec spec() {
    CommandSpec spec = CommandSpec.create().name(name);
    spec.usageMessage()
        .description(description)
        .footer("", "Example:", "  " + example)
        .synopsisSubcommandLabel("COMMAND");
    return spec;
  }
}
