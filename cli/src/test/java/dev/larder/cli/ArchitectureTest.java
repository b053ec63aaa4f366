package dev.larder.cli;

import static dev.larder.architecture.Rules.httpOnlyIn;
import static dev.larder.architecture.Rules.noCycles;
import static dev.larder.architecture.Rules.noSql;

import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** What folders may know of each other, of HTTP and of SQL. */
@AnalyzeClasses(packages = "dev.larder.cli", importOptions = DoNotIncludeTests.class)
final class ArchitectureTest {

  @ArchTest static final ArchRule foldersHaveNoCycles = noCycles("dev.larder.cli");

  @ArchTest
  static final ArchRule httpStaysAtTheEdge =
      httpOnlyIn(".*\\.connection\\..*", ".*\\.add\\.UploadForm", ".*\\.rehearsal\\.Rehearsal");

  @ArchTest static final ArchRule thereIsNoSql = noSql();
}
