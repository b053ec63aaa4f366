package dev.larder.packaging;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PlatformTagTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "any",
        "win32",
        "win_arm64",
        "manylinux1_i686",
        "manylinux_2_17_x86_64",
        "musllinux_1_2_riscv64",
        "linux_x86_64",
        "linux_armv7l",
        "macosx_10_9_universal2",
        "ios_13_0_arm64_iphonesimulator",
        "android_24_arm64_v8a",
        "pyemscripten_2026_0_wasm32",
        "freebsd_14_1_release_amd64",
        "FreeBSD_13_2_RELEASE_amd64",
        "openbsd_7_4_amd64",
        "aix_7203_1945_64",
        "solaris_2_11_sun4v_64bit",
        "sunos_5_11_i86pc",
        "mingw_x86_64_ucrt",
        "cygwin_3_4_6_x86_64",
        "haiku_1_beta4_x86_64",
        "emscripten_4_0_9_wasm32",
        "wasi_0_0_0_wasm32",
      })
  void aPlatformsNameAndWhatItAddsWithUnderscoresBetweenIsWellFormed(String tag) {
    assertThat(PlatformTag.isWellFormed(tag)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "_", "linux_", "_linux", "linux__x86", "plan9+x86", "64bit", "lin\u00fcx"})
  void anythingElseIsNot(String tag) {
    assertThat(PlatformTag.isWellFormed(tag)).isFalse();
  }
}
