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
        "manylinux2014_aarch64",
        "manylinux_2_17_x86_64",
        "musllinux_1_2_riscv64",
        "linux_armv7l",
        "macosx_10_9_universal2",
        "macosx_26_0_arm64",
        "ios_13_0_arm64_iphonesimulator",
        "android_24_arm64_v8a",
        "pyemscripten_2026_0_wasm32"
      })
  void whatRunsElsewhereIsPortable(String tag) {
    assertThat(PlatformTag.isPortable(tag)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "linux_x86_64",
        "linux_aarch64",
        "manylinux_2_17_mips",
        "manylinux2014_x86_64x",
        "macosx_10_arm64",
        "emscripten_4_0_9_wasm32",
        "pyemscripten_2026_wasm32",
        "ANY",
        "toaster"
      })
  void whatRunsOnlyWhereItWasBuiltIsNot(String tag) {
    assertThat(PlatformTag.isPortable(tag)).isFalse();
  }
}
