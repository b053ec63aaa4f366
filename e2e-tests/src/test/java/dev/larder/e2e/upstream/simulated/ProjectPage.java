package dev.larder.e2e.upstream.simulated;

import dev.larder.e2e.upstream.simulated.Contents.Facts;

/** Writes a project's page as PyPI has it. */
final class ProjectPage {
  private static final int A_FILE = 800;
  private static final String REASON = "Broken with newer releases of what it depends on";

  private static final String REQUIRES_PYTHON =
      ProjectFile.REQUIRES_PYTHON.replace("<", "&lt;").replace(">", "&gt;");

  private final Project project;
  private final String base;
  private final Contents contents = new Contents();
  private final Text page;

  /**
   * @param base scheme, host and port, for the links
   */
  ProjectPage(Project project, String base) {
    this.project = project;
    this.base = base;
    page = new Text(A_FILE * project.releases() * project.perRelease() + A_FILE);
  }

  /** As JSON (PEP 691). */
  Text json() {
    page.put("{\"files\":[");
    project.files(this::json);
    page.withoutComma().put("],\"meta\":{\"_last-serial\":").put(project.serial());
    page.put(",\"api-version\":\"1.4\"},\"name\":\"").put(project.name());
    page.put("\",\"project-status\":{\"status\":\"active\"},\"versions\":[");
    for (int release = 0; release < project.releases(); release++) {
      page.put("\"").put(Project.version(release)).put("\",");
    }
    return page.withoutComma().put("]}");
  }

  /** The newest release as PyPI's JSON API describes it, in brief. */
  Text description() {
    page.put("{\"info\":{\"name\":\"").put(project.name());
    page.put("\",\"requires_python\":\"").put(ProjectFile.REQUIRES_PYTHON);
    page.put("\",\"summary\":\"A project that was made from a seed\",\"version\":\"");
    page.put(project.newest()).put("\"},\"last_serial\":").put(project.serial());
    page.put(",\"urls\":[");
    project.release(project.releases() - 1, this::json);
    return page.withoutComma().put("],\"vulnerabilities\":[]}");
  }

  /** As HTML (PEP 503). */
  Text html() {
    page.put("<!DOCTYPE html>\n<html><head>");
    page.put("<meta name=\"pypi:repository-version\" content=\"1.4\">");
    page.put("<title>Links for ").put(project.name()).put("</title></head><body>\n");
    project.files(this::html);
    return page.put("</body></html>\n<!--SERIAL ").put(project.serial()).put("-->");
  }

  private void json(ProjectFile file) {
    Facts facts = contents.facts(file);
    String filename = file.filename();
    page.put("{\"core-metadata\":");
    metadata(file, facts).put(",\"data-dist-info-metadata\":");
    metadata(file, facts).put(",\"filename\":\"").put(filename);
    page.put("\",\"hashes\":{\"sha256\":\"").hex(facts.sha256());
    page.put("\"},\"provenance\":");
    if (file.isAttested()) {
      page.put("\"").put(base).put("/integrity/").put(project.name()).put("/");
      page.put(file.version()).put("/").put(filename).put("/provenance\"");
    } else {
      page.put("null");
    }
    page.put(",\"requires-python\":\"").put(ProjectFile.REQUIRES_PYTHON);
    page.put("\",\"size\":").put(facts.size()).put(",\"upload-time\":\"");
    page.instant(project.uploaded(file.release())).put("\",\"url\":\"");
    url(file, filename).put("\",\"yanked\":");
    if (project.isYanked(file.release())) {
      page.put("\"").put(REASON).put("\"},");
    } else {
      page.put("false},");
    }
  }

  private Text metadata(ProjectFile file, Facts facts) {
    return file.isWheel()
        ? page.put("{\"sha256\":\"").hex(facts.metadataHash()).put("\"}")
        : page.put("false");
  }

  private void html(ProjectFile file) {
    Facts facts = contents.facts(file);
    String filename = file.filename();
    page.put("<a href=\"");
    url(file, filename).put("#sha256=").hex(facts.sha256());
    page.put("\" data-requires-python=\"");
    page.put(REQUIRES_PYTHON).put("\"");
    if (file.isWheel()) {
      page.put(" data-core-metadata=\"sha256=").hex(facts.metadataHash()).put("\"");
    }
    if (project.isYanked(file.release())) {
      page.put(" data-yanked=\"").put(REASON).put("\"");
    }
    page.put(">").put(filename).put("</a><br />\n");
  }

  private Text url(ProjectFile file, String filename) {
    byte[] address = file.address();
    page.put(base).put("/packages/").hex(address, 0, 1).put("/").hex(address, 1, 2);
    return page.put("/").hex(address, 2, address.length).put("/").put(filename);
  }
}
