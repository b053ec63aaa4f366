package dev.larder.packaging;

import java.util.regex.Pattern;

/** The platform tags of wheels that can be installed elsewhere than where they were built. */
public final class PlatformTag {

  private static final String JOINT = "x86_64|i686|aarch64|armv7l|ppc64le|s390x|riscv64";

  private static final Pattern PORTABLE =
      Pattern.compile(
          "any|win32|win_(?:amd64|arm64|ia64)"
              + "|manylinux1_(?:x86_64|i686)"
              + "|manylinux2010_(?:x86_64|i686)"
              + "|manylinux2014_(?:x86_64|i686|aarch64|armv7l|ppc64|ppc64le|s390x)"
              + "|manylinux_[0-9]+_[0-9]+_(?:%1$s|ppc64|loongarch64)".formatted(JOINT)
              + "|musllinux_[0-9]+_[0-9]+_(?:%1$s)".formatted(JOINT)
              + "|linux_armv[67]l"
              + "|macosx_[0-9]+_[0-9]+_(?:ppc|ppc64|i386|x86_64|arm64|intel|fat|fat3|fat32|fat64"
              + "|universal|universal2)"
              + "|ios_[0-9]+_[0-9]+_(?:arm64|x86_64)_(?:iphoneos|iphonesimulator)"
              + "|android_[0-9]+_(?:armeabi_v7a|arm64_v8a|x86|x86_64)"
              + "|(?:pyodide|pyemscripten)_[0-9]+_[0-9]+_wasm32");

  private PlatformTag() {}

  /**
   * Whether PyPI takes wheels of it (PEP 513, 571, 599, 600, 656, 730, 738, 783); {@code
   * linux_x86_64} and the like say nothing about the libraries that they need.
   */
  public static boolean isPortable(String tag) {
    return PORTABLE.matcher(tag).matches();
  }
}
