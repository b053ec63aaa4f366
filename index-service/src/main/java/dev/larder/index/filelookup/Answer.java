package dev.larder.index.filelookup;

/** Whether a repository shows a file, and to whom. */
sealed interface Answer permits ShownFile, NotShown {}
