package dev.larder.stack;

import static dev.larder.architecture.Rules.httpOnlyIn;
import static dev.larder.architecture.Rules.noCycles;
import static dev.larder.architecture.Rules.noSql;

import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** What folders may know of each other, of HTTP and of SQL. */
@AnalyzeClasses(packages = "dev.larder.stack", importOptions = DoNotIncludeTests.class)
final class ArchitectureTest {

  @ArchTest static final ArchRule foldersHaveNoCycles = noCycles("dev.larder.stack");

  @ArchTest
  static final ArchRule httpStaysAtTheEdge =
      httpOnlyIn(
          ".*\\.health\\.HealthServer",
          ".*\\.part\\.Http",
          ".*\\.upstream\\.(PresentSources|Reachability)");

  @ArchTest static final ArchRule thereIsNoSql = noSql();
}
