package dev.larder.index.filelookup;

import java.util.List;

/**
 * No repository of that name shows the file.
 *
 * @param others ids of repositories that the name means or meant and that need a token: whoever may
 *     read none of them isn't told
 */
record NotShown(List<String> others, List<String> tags) implements Answer {}
