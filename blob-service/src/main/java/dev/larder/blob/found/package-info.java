/** What is done with what came: S3, and news for index-service. */
package dev.larder.blob.found;
