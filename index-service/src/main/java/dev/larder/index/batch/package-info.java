/** What many looks of a sync taught, brought into the catalogue at once. */
package dev.larder.index.batch;
