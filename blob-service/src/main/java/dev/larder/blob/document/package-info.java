/** What is in memory whole: of a size that others choose, so counted. */
package dev.larder.blob.document;
