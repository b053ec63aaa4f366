package dev.larder.index;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** What folders may know of each other, of HTTP and of SQL. */
@AnalyzeClasses(packages = "dev.larder.index", importOptions = ImportOption.DoNotIncludeTests.class)
final class ArchitectureTest {

  @ArchTest
  static final ArchRule featuresAreFreeOfCycles =
      slices().matching("dev.larder.index.(*)..").should().beFreeOfCycles();

  @ArchTest
  static final ArchRule nobodyKnowsTheStart =
      noClasses()
          .that()
          .resideInAPackage("dev.larder.index.*..")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("dev.larder.index");

  @ArchTest
  static final ArchRule httpStaysAtTheEdge =
      noClasses()
          .that()
          .haveNameNotMatching(
              ".*(Controller|Filter|Handler|Answers|CommandReader|Reading|PublicAddress|RequestContext|ClientAddress)(\\$.*)?")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("io.micronaut.http..");

  @ArchTest
  static final ArchRule sqlStaysInTheRepositories =
      noClasses()
          .that()
          .resideOutsideOfPackage("dev.larder.index.database..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("java.sql..", "javax.sql..", "org.postgresql..");
}
