package dev.larder.e2e.upstream.simulated;

/** Writes the list of all projects as PyPI has it. */
final class RootPage {
  private static final int A_PROJECT = 64;

  private RootPage() {}

  static Text json(World world) {
    Text page = new Text(A_PROJECT * (world.projects() + 1));
    page.put("{\"meta\":{\"_last-serial\":").put(world.serial());
    page.put(",\"api-version\":\"1.4\"},\"projects\":[");
    for (int number = 0; number < world.projects(); number++) {
      world
          .project(number)
          .ifPresent(
              project ->
                  page.put("{\"_last-serial\":")
                      .put(project.serial())
                      .put(",\"name\":\"")
                      .put(project.name())
                      .put("\"},"));
    }
    return page.withoutComma().put("]}");
  }

  static Text html(World world) {
    Text page = new Text(A_PROJECT * (world.projects() + 1));
    page.put("<!DOCTYPE html>\n<html><head>");
    page.put("<meta name=\"pypi:repository-version\" content=\"1.4\">");
    page.put("<title>Simple index</title></head><body>\n");
    for (int number = 0; number < world.projects(); number++) {
      world
          .project(number)
          .map(Project::name)
          .ifPresent(
              name -> page.put("<a href=\"/simple/").put(name).put("/\">").put(name).put("</a>\n"));
    }
    return page.put("</body></html>\n<!--SERIAL ").put(world.serial()).put("-->");
  }
}
