package dev.larder.index.page;

import static dev.larder.index.FakeSync.page;
import static dev.larder.index.ListedFiles.file;
import static org.assertj.core.api.Assertions.assertThat;

import dev.larder.index.House;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class ProjectPageTest {
  private static House house;

  @BeforeAll
  static void open() {
    house = House.open();
    house.sync.answer(
        "pypi",
        "demo",
        page(
            "\"1\"",
            file("demo-1.10.tar.gz").with("size", null).with("uploadTime", "2021-05-06T07:08:09.123456Z"),
            file("demo-1.9-py3-none-any.whl")
                .with("requiresPython", ">=3.8,<4")
                .with("metadata", true)
                .with("metadataSha256", "ab".repeat(32)),
            file("demo-1.10-py3-none-any.whl").with("yanked", true).with("yankedReason", "bad \"one\" <x>"),
            file("demo-1.8-py3-none-any.whl").with("metadata", true).with("yanked", true),
            file("demo-1.0+corp.3-py3-none-any.whl").with("sha256", null)));
  }

  @AfterAll
  static void close() {
    house.close();
  }

  @Test
  void htmlAndJsonSayTheSame() {
    System.out.println(house.get("/simple/demo/").headers());
    System.out.println(house.get("/simple/demo/").body());
    System.out.println(house.get("/simple/demo/", "Accept", "application/vnd.pypi.simple.v1+json").body());
    System.out.println(house.head("/simple/demo/").headers());
    System.out.println(house.get("/simple/").headers() + house.get("/simple/").body());
    System.out.println(house.head("/simple/").headers());
    System.out.println(house.get("/simple/nix/").headers() + house.get("/simple/nix/").body());
    System.out.println(house.get("/nix/latest/simple/nix/").body());
    System.out.println(house.get("/nix").headers() + house.get("/nix").body());
    System.out.println(house.get("/simple").headers());
    System.out.println(house.get("/__api__/sources").body());
    System.out.println(house.get("/__api__/repos").body());
    System.out.println(house.get("/internal/ids?sources=pypi&repos=main").body());
    System.out.println(house.get("/internal/names").body());
    System.out.println(house.get("/internal/sources/x").body());
    System.out.println(house.publish("acme-1.0.tar.gz", "Acme", "x").body());
    System.out.println(house.post("/internal/sources/1/files", Map.of("filename", "x")).body());
    System.out.println(house.post("/internal/sources/1/files", List.of()).body());
    System.out.println(house.get("/internal/file?repo=main&name=acme-1.0.tar.gz&key=" + House.sha256("x")).body());
    System.out.println(house.bare("/simple/").body());
    System.out.println(house.get("/health").body());
    assertThat(house.files("demo")).hasSize(5);
  }
}
