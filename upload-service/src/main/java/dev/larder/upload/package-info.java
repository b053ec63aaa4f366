/**
 * upload-service: takes PyPI's upload form, checks the file, stores it, hands it to index-service.
 */
package dev.larder.upload;
