/** What is done with a mirrored file that came whole. */
package dev.larder.blob.arrival;
