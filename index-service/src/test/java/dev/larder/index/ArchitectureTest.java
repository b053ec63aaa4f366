package dev.larder.index;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static dev.larder.architecture.Rules.httpOnlyIn;
import static dev.larder.architecture.Rules.noCycles;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** What folders may know of each other, of HTTP and of SQL. */
@AnalyzeClasses(packages = "dev.larder.index", importOptions = ImportOption.DoNotIncludeTests.class)
final class ArchitectureTest {

  @ArchTest static final ArchRule foldersHaveNoCycles = noCycles("dev.larder.index");

  @ArchTest
  static final ArchRule httpStaysAtTheEdge =
      httpOnlyIn(
          ".*(Controller|Calls|Filter|Handler|Answers|CommandReader|ReadRefusals|PublicAddress|RequestContext|ClientAddress)",
          ".*\\.(SyncClient|MetadataClient|ObjectStore)");

  @ArchTest
  static final ArchRule sqlStaysInTheRepositories =
      noClasses()
          .that()
          .resideOutsideOfPackage("dev.larder.index.database..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("java.sql..", "javax.sql..", "org.postgresql..");
}
