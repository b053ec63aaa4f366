package dev.larder.upload.archive;

import java.util.ArrayDeque;
import java.util.List;

/** Names of members, which must stay inside the folder that they are unpacked into. */
final class Paths {

  private Paths() {}

  static boolean isUnsafe(String path) {
    return path.startsWith("/")
        || path.contains("\\")
        || path.indexOf('\0') >= 0
        || (path.length() > 1 && path.charAt(1) == ':')
        || List.of(path.split("/", -1)).contains("..");
  }

  /** Whether a link of that folder leads out of the archive's top folder. */
  static boolean leadsOut(String folder, String target) {
    if (target.startsWith("/") || target.contains("\\") || target.indexOf('\0') >= 0) {
      return true;
    }
    var steps = new ArrayDeque<String>();
    for (String step : (folder + "/" + target).split("/")) {
      if (step.equals("..")) {
        if (steps.pollLast() == null) {
          return true;
        }
      } else if (!step.isEmpty() && !step.equals(".")) {
        steps.add(step);
      }
    }
    return steps.isEmpty();
  }
}
