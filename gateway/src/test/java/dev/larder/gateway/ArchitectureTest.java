package dev.larder.gateway;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static dev.larder.architecture.Rules.noCycles;

import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

@AnalyzeClasses(packages = "dev.larder.gateway", importOptions = DoNotIncludeTests.class)
class ArchitectureTest {
  @ArchTest static final ArchRule foldersHaveNoCycles = noCycles("dev.larder.gateway");

  @ArchTest
  static final ArchRule keysTokensAndRevocationsKnowNothingOfHttpServers =
      noClasses()
          .that()
          .resideInAnyPackage("..keys", "..redis", "..revocation", "..tls", "..use")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "org.springframework.http..",
              "org.springframework.web..",
              "org.springframework.cloud..");
}
